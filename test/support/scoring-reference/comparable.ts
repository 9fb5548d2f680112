/** The parts of an answer that engine and reference must agree on; the order of grants within an offer is no such part. */

import { compareTexts } from '#shared/kernel/order.ts';
import type { Cut } from '#shared/scoring/answer/benefit.ts';
import type { OfferAnswer, ScoreResult, WhyNot } from '#shared/scoring/answer/score-result.ts';
import type { ReferenceAnswer } from './reference-answers.ts';
import type { ReferenceScore } from './reference-score.ts';
import type { ReferenceWhyNot } from './reference-why-not.ts';

export function comparable(score: ScoreResult | ReferenceScore): object {
  return {
    grossMinor: score.grossMinor,
    discountMinor: score.discountMinor,
    taxMinor: score.taxMinor,
    payableMinor: score.payableMinor,
    walletCreditMinor: score.walletCreditMinor,
    pointsEarned: score.pointsEarned,
    worthMinor: score.worthMinor,
    bestWorthMinor: score.bestWorthMinor,
    lines: score.lines,
    offers: score.offers.map(comparableAnswer),
    nearMisses: score.nearMisses.map(({ offerId, missing, gainMinor }) => ({ offerId, missing, gainMinor })),
  };
}

function comparableAnswer(answer: OfferAnswer | ReferenceAnswer): object {
  const { offerId, verdict, worthMinor, costMinor, discountMinor, walletCreditMinor, pointsEarned } = answer;
  return {
    offerId,
    verdict,
    worthMinor,
    costMinor,
    discountMinor,
    walletCreditMinor,
    pointsEarned,
    timed: inAnyOrder(answer.timed.filter(({ amount }) => amount > 0)),
    items: inAnyOrder(answer.items),
    cuts: lostByCut(answer.cuts),
    reasons: answer.reasons,
  };
}

/** Whether a cut is told line by line, effect by effect or once is the engine's own business. */
function lostByCut(cuts: readonly Cut[]): Readonly<Record<string, number>> {
  const lost: Record<string, number> = {};
  for (const { by, lostMinor } of cuts) {
    if (lostMinor > 0) lost[by] = (lost[by] ?? 0) + lostMinor;
  }
  return lost;
}

/** Sorted by what they say. */
function inAnyOrder(things: readonly object[]): readonly string[] {
  return things
    .map((thing) =>
      JSON.stringify(Object.entries(thing).toSorted(([one], [other]) => compareTexts(one, other))),
    )
    .toSorted(compareTexts);
}

export function comparableWhyNot(answer: WhyNot | ReferenceWhyNot | undefined): object {
  if (answer?.kind === 'failing') return { kind: answer.kind, failing: answer.failing };
  return { kind: answer?.kind };
}
