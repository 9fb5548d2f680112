/**
 * The whole answer by the plainest road: interpret the rules, try every combination, look everything up again. Slow on
 * purpose; the engine must never differ from it.
 */

import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { ReferenceAnswer } from './reference-answers.ts';
import { answersOf } from './reference-answers.ts';
import { bestOf, grantable } from './reference-choice.ts';
import { matches, usedUpScope } from './reference-match.ts';
import { shareHalfUp, sumOf } from './reference-math.ts';
import type { ReferenceNearMiss } from './reference-near-miss.ts';
import { nearMissesOf } from './reference-near-miss.ts';
import { priceOf } from './reference-price.ts';
import { grossOf, saleOf } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type ReferenceLine = {
  readonly lineId: string;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
};

export type ReferenceScore = {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly payableMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly worthMinor: number;
  readonly bestWorthMinor: number;
  readonly lines: readonly ReferenceLine[];
  readonly offers: readonly ReferenceAnswer[];
  readonly nearMisses: readonly ReferenceNearMiss[];
};

export function referenceScore(ruleSet: RuleSet, input: ScoreInput): ReferenceScore {
  const sale = saleOf(ruleSet, input);
  const matched = ruleSet.offers.filter((offer) => matches(sale, offer));
  const candidates = matched.filter((offer) => usedUpScope(sale, offer) === null);
  const accepted = candidates.filter(({ offerId }) => !input.wish.without.includes(offerId));
  const best = bestOf(sale, accepted, grantable(sale, accepted, input.wish.with));
  const applied = best.filter((offer) => givesSomething(sale, best, offer));
  const { worthMinor, byOffer, discounts } = priceOf(sale, applied);
  const lines = sale.lines.map((line) => lineOf(sale, line.lineId, discounts.get(line.lineId) ?? 0));
  const grossMinor = sumOf(lines.map((line) => line.grossMinor));
  const discountMinor = sumOf(lines.map((line) => line.discountMinor));
  const taxMinor = sumOf(lines.map((line) => line.taxMinor));
  const tallies = [...byOffer.values()];
  return {
    grossMinor,
    discountMinor,
    taxMinor,
    payableMinor: grossMinor - discountMinor + (isTaxOnTop(sale) ? taxMinor : 0),
    walletCreditMinor: sumOf(tallies.map((tally) => tally.walletCreditMinor)),
    pointsEarned: sumOf(tallies.map((tally) => tally.pointsEarned)),
    worthMinor,
    bestWorthMinor: priceOf(sale, bestOf(sale, candidates, [])).worthMinor,
    lines,
    offers: answersOf(sale, matched, applied),
    nearMisses: nearMissesOf(sale, applied),
  };
}

/** What gives nothing at all beside the others is not applied, even if it could be. */
function givesSomething(sale: ReferenceSale, offers: readonly Offer[], offer: Offer): boolean {
  const tally = priceOf(sale, offers).byOffer.get(offer.offerId);
  if (tally === undefined) return false;
  const { discountMinor, walletCreditMinor, pointsEarned, items } = tally;
  return discountMinor > 0 || walletCreditMinor > 0 || pointsEarned > 0 || items.length > 0;
}

function isTaxOnTop({ ruleSet }: ReferenceSale): boolean {
  return ruleSet.settings?.tax === 'excluded';
}

function lineOf(sale: ReferenceSale, lineId: string, discountMinor: number): ReferenceLine {
  const line = sale.lines.find((one) => one.lineId === lineId);
  if (line === undefined) throw new Error('a line of the sale is in the sale');
  const grossMinor = grossOf(line);
  const netMinor = grossMinor - discountMinor;
  const rate = line.taxBasisPoints ?? 0;
  const taxMinor = isTaxOnTop(sale)
    ? shareHalfUp(netMinor, rate, 10_000)
    : netMinor - shareHalfUp(netMinor, 10_000, 10_000 + rate);
  return { lineId, grossMinor, discountMinor, netMinor, taxMinor };
}
