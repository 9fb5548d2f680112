/** The score of a booked sale, from its entry and the rule set that the entry names: what a receipt prints again. */

import { minor } from '#shared/domain/money.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { OfferAnswer, ScoreResult, ScoredLine } from '#shared/scoring/answer/score-result.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';
import { stackingOf } from '#shared/scoring/language/offer.ts';
import { isFormerSale } from '#shared/ledger/entry.ts';
import type { FormerSaleEntry, SaleEntry } from '#shared/ledger/entry.ts';
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
  invariant(offer !== undefined, 'the rule set of a sale has every offer of the sale');
  return offer;
}
