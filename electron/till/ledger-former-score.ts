/** A sale of schema version 1, as the first engine answered it, in the form of today's answer. */

import { minor } from '#shared/domain/money.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { TimedGrant } from '#shared/scoring/answer/benefit.ts';
import type { OfferAnswer, ScoreResult, ScoredLine } from '#shared/scoring/answer/score-result.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { stackingOf } from '#shared/scoring/language/offer.ts';
import type { FormerSaleEntry } from '#shared/ledger/entry.ts';
import type { FormerOffer, FormerSoldLine } from '#shared/ledger/former-sale-content.ts';
import type { OfferById } from './ledger-port.ts';

/**
 * Prices contained no tax then, and how much a cap took away was not kept: both are told as none. The cost of an offer
 * is its discount and credit, for what a point costs stands in the rule set alone.
 */
export function rebuildFormerScore(entry: FormerSaleEntry, offerOf: OfferById): ScoreResult {
  const { content, ruleSetHash } = entry;
  invariant(ruleSetHash !== null, 'a sale names its rule set');
  const applied = content.offers.filter(({ verdict }) => verdict.kind === 'applied');
  const worthMinor = minor(addInt(...applied.map((offer) => offer.worthMinor)));
  return {
    engineVersion: content.engineVersion,
    ruleSetHash,
    currency: content.currency,
    ...content.totals,
    taxMinor: minor(0),
    worthMinor,
    bestWorthMinor: worthMinor,
    isProven: true,
    gapMinor: minor(0),
    lines: content.lines.map(scoredLine),
    offers: content.offers.map((kept) => {
      const offer = offerOf(kept.offerId);
      invariant(offer !== undefined, 'the rule set of a sale has every offer of the sale');
      return offerAnswer(kept, offer);
    }),
    nearMisses: [],
  };
}

function scoredLine({ lineId, unitPriceMinor, quantity, discountMinor }: FormerSoldLine): ScoredLine {
  const grossMinor = minor(multiplyInt(unitPriceMinor, quantity));
  const netMinor = minor(addInt(grossMinor, -discountMinor));
  return { lineId, grossMinor, discountMinor, netMinor, taxMinor: minor(0) };
}

function offerAnswer(kept: FormerOffer, offer: Offer): OfferAnswer {
  const { worthMinor, discountMinor, walletCreditMinor, pointsEarned } = kept;
  return {
    offerId: kept.offerId,
    name: offer.name,
    effects: offer.effects,
    stackingMode: stackingOf(offer).mode,
    verdict: kept.verdict,
    worthMinor,
    costMinor: minor(addInt(discountMinor, walletCreditMinor)),
    discountMinor,
    walletCreditMinor,
    pointsEarned,
    timed: [grant('points', pointsEarned), grant('walletCredit', walletCreditMinor)].filter(
      ({ amount }) => amount !== 0,
    ),
    items: [],
    cuts: [],
    reasons: [],
    endsAt: null,
    terms: offer.terms ?? null,
    reason: offer.reason ?? null,
  };
}

function grant(unit: TimedGrant['unit'], amount: number): TimedGrant {
  return { unit, amount, releaseAfterDays: 0, expireAfterDays: null };
}
