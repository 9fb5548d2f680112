/** What a combination of offers gives together. */

import { compareTexts } from '#shared/kernel/order.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';
import type { ByLine } from './reference-discounts.ts';
import { giveDiscounts } from './reference-discounts.ts';
import { giveEarnings } from './reference-earning.ts';
import { giveItems } from './reference-items.ts';
import { sumOf } from './reference-math.ts';
import type { ReferenceSale } from './reference-sale.ts';
import { emptyTally } from './reference-tally.ts';
import type { Tally } from './reference-tally.ts';

export type ReferencePrice = {
  readonly worthMinor: number;
  readonly byOffer: ReadonlyMap<OfferId, Tally>;
  readonly discounts: ByLine;
};

export function priceOf(sale: ReferenceSale, offers: readonly Offer[]): ReferencePrice {
  const tallies = offers.toSorted((one, other) => compareTexts(one.offerId, other.offerId)).map(emptyTally);
  const discounts = giveDiscounts(sale, tallies);
  giveEarnings({ sale, discounts, tallies });
  giveItems({ sale, discounts, tallies });
  return {
    worthMinor: sumOf(tallies.map(({ worthMinor }) => worthMinor)),
    byOffer: new Map(tallies.map((tally) => [tally.offer.offerId, tally])),
    discounts,
  };
}

/** An offer beside nothing. */
export function aloneOf(sale: ReferenceSale, offer: Offer): Tally {
  const tally = priceOf(sale, [offer]).byOffer.get(offer.offerId);
  if (tally === undefined) throw new Error('an offer that is priced has a price');
  return tally;
}
