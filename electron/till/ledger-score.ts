/** The score of a booked sale or activity, from its entry and the rule set that the entry names: what a receipt prints again. */

import { minor } from '#shared/domain/money.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { OfferAnswer, ScoreResult, ScoredLine } from '#shared/scoring/answer/score-result.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';
import { stackingOf } from '#shared/scoring/language/offer.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { ActivityEntry, FormerSaleEntry, SaleEntry } from '#shared/ledger/entry.ts';
import type { KeptOffer, SoldLine } from '#shared/ledger/sale-content.ts';
import { rebuildFormerScore } from './ledger-former-score.ts';
import type { OfferById } from './ledger-port.ts';

/**
 * Equal to the score that was booked, but for reasons, near misses and the end of a countdown: those come from scoring
 * again. Throws when the rule set lacks an offer of the sale.
 */
export function rebuildScore(entry: SaleEntry | FormerSaleEntry, offerOf: OfferById): ScoreResult {
  if (isFormerSale(entry)) return rebuildFormerScore(entry, offerOf);
  const { content, ruleSetHash } = entry;
  invariant(ruleSetHash !== null, 'a sale names its rule set');
  return {
    engineVersion: content.engineVersion,
    ruleSetHash,
    currency: content.currency,
    ...content.totals,
    lines: content.lines.map(scoredLine),
    offers: content.offers.map((kept) => offerAnswer(kept, knownOffer(offerOf, kept.offerId))),
    nearMisses: [],
  };
}

/** What an activity was given, as `rebuildScore` tells of a sale: nothing was to pay, and what was given was the best. */
export function rebuildReward({ content, ruleSetHash }: ActivityEntry, offerOf: OfferById): ScoreResult {
  const applied = content.offers.filter(({ verdict }) => verdict.kind === 'applied');
  const worthMinor = minor(addInt(...applied.map((offer) => offer.worthMinor)));
  const { engineVersion, currency, totals } = content;
  const nothing = minor(0);
  return {
    engineVersion,
    ruleSetHash,
    currency,
    grossMinor: nothing,
    discountMinor: nothing,
    taxMinor: nothing,
    payableMinor: nothing,
    ...totals,
    worthMinor,
    bestWorthMinor: worthMinor,
    isProven: true,
    gapMinor: nothing,
    lines: [],
    offers: content.offers.map((offer) => offerAnswer(offer, knownOffer(offerOf, offer.offerId))),
    nearMisses: [],
  };
}

function scoredLine(line: SoldLine): ScoredLine {
  const { lineId, unitPriceMinor, quantity, discountMinor, taxMinor } = line;
  const grossMinor = minor(multiplyInt(unitPriceMinor, quantity));
  return { lineId, grossMinor, discountMinor, netMinor: minor(addInt(grossMinor, -discountMinor)), taxMinor };
}

function offerAnswer(kept: KeptOffer, offer: Offer): OfferAnswer {
  const { name, effects, terms = null, reason = null } = offer;
  const { mode: stackingMode } = stackingOf(offer);
  return { ...kept, name, effects, stackingMode, reasons: [], endsAt: null, terms, reason };
}

function knownOffer(offerOf: OfferById, offerId: OfferId): Offer {
  const offer = offerOf(offerId);
  invariant(offer !== undefined, 'the rule set of an entry has every offer of the entry');
  return offer;
}
