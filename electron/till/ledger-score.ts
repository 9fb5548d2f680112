/** The score of a booked sale, from its entry and the rule set that the entry names: what a receipt prints again. */

import { minor } from '#shared/domain/money.ts';
import { multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Offer, OfferId } from '#shared/scoring/rule-set.ts';
import type { NearMiss, OfferAnswer, Reason, ScoreResult, ScoredLine } from '#shared/scoring/score-result.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import type { KeptNearMiss, KeptOffer, KeptReason, SoldLine } from '#shared/ledger/sale-content.ts';

export type OffersById = ReadonlyMap<OfferId, Offer>;

/**
 * Equal to the score that was booked, but for the reason `birthday`: how near it was is not kept, so it is left out.
 * Throws when the rule set lacks an offer of the sale.
 */
export function rebuildScore({ content, ruleSetHash }: SaleEntry, offersById: OffersById): ScoreResult {
  invariant(ruleSetHash !== null, 'a sale names its rule set');
  return {
    engineVersion: content.engineVersion,
    ruleSetHash,
    currency: content.currency,
    ...content.totals,
    lines: content.lines.map(scoredLine),
    offers: content.offers.map((kept) => offerAnswer(kept, offerOf(offersById, kept.offerId))),
    nearMisses: content.nearMisses.map((kept) => nearMiss(kept, offerOf(offersById, kept.offerId))),
  };
}

function scoredLine({ lineId, unitPriceMinor, quantity, discountMinor }: SoldLine): ScoredLine {
  const grossMinor = minor(multiplyInt(unitPriceMinor, quantity));
  return { lineId, grossMinor, discountMinor, netMinor: minor(grossMinor - discountMinor) };
}

function offerAnswer(kept: KeptOffer, { name, effect, stacking, conditions }: Offer): OfferAnswer {
  const untils = conditions.flatMap((condition) => (condition.kind === 'dates' ? [condition.until] : []));
  return { ...kept, name, effect, stacking, reasons: reasonsOf(kept.reasons, untils) };
}

/** An offer's date reasons stand in the order of its date conditions. */
function reasonsOf(kept: readonly KeptReason[], untils: readonly string[]): readonly Reason[] {
  const left = [...untils];
  return kept.flatMap((reason): readonly Reason[] => {
    if (reason.kind === 'birthday') return [];
    if (reason.kind !== 'dates') return [reason];
    const until = left.shift();
    invariant(until !== undefined, 'an offer has a date condition for each of its date reasons');
    return [{ kind: 'dates', until }];
  });
}

function nearMiss(kept: KeptNearMiss, { name, effect }: Offer): NearMiss {
  return { ...kept, name, effect };
}

function offerOf(offersById: OffersById, offerId: OfferId): Offer {
  const offer = offersById.get(offerId);
  invariant(offer !== undefined, 'the rule set of a sale has every offer of the sale');
  return offer;
}
