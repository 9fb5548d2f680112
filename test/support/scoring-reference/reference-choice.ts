/** The best of all allowed combinations, by trying every one of them. */

import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { isAllowed } from './reference-conflicts.ts';
import { aloneOf, priceOf } from './reference-price.ts';
import type { ReferenceSale } from './reference-sale.ts';

/** Worth alone falling, then priority falling, then id rising. */
export function ranked(sale: ReferenceSale, offers: readonly Offer[]): readonly Offer[] {
  const worths = new Map(offers.map((offer) => [offer, aloneOf(sale, offer).worthMinor]));
  return offers.toSorted(
    inOrder<Offer>(
      (one, other) => (worths.get(other) ?? 0) - (worths.get(one) ?? 0),
      (one, other) => (other.priority ?? 0) - (one.priority ?? 0),
      (one, other) => compareTexts(one.offerId, other.offerId),
    ),
  );
}

/** Every allowed combination of the offers, the empty one too, each in the order given. */
export function allowedCombinations(
  sale: ReferenceSale,
  offers: readonly Offer[],
): readonly (readonly Offer[])[] {
  let combinations: (readonly Offer[])[] = [[]];
  for (const offer of offers) {
    const withOffer = combinations.map((one) => [...one, offer]).filter((one) => isAllowed(sale, one));
    combinations = [...combinations, ...withOffer];
  }
  return combinations;
}

/** Of the combinations that hold all of `wished`, the one of the highest worth; among equals by rank. */
export function bestOf(
  sale: ReferenceSale,
  candidates: readonly Offer[],
  wished: readonly Offer[],
): readonly Offer[] {
  const order = ranked(sale, candidates);
  let best: { readonly offers: readonly Offer[]; readonly worthMinor: number } | null = null;
  for (const offers of allowedCombinations(sale, order)) {
    if (!wished.every((offer) => offers.includes(offer))) continue;
    const { worthMinor } = priceOf(sale, offers);
    const isBetter =
      best === null ||
      worthMinor > best.worthMinor ||
      (worthMinor === best.worthMinor && comesFirst(order, offers, best.offers));
    if (isBetter) best = { offers, worthMinor };
  }
  return best?.offers ?? [];
}

/** True when the first offer by rank that only one of the two holds is in `left`. */
function comesFirst(order: readonly Offer[], left: readonly Offer[], right: readonly Offer[]): boolean {
  const first = order.find((offer) => left.includes(offer) !== right.includes(offer));
  return first !== undefined && left.includes(first);
}

/** The wished-for offers that can be had together, those named first first. */
export function grantable(
  sale: ReferenceSale,
  candidates: readonly Offer[],
  wishedIds: readonly string[],
): readonly Offer[] {
  const granted: Offer[] = [];
  for (const offerId of wishedIds) {
    const offer = candidates.find((one) => one.offerId === offerId);
    if (offer !== undefined && !granted.includes(offer) && isAllowed(sale, [...granted, offer]))
      granted.push(offer);
  }
  return granted;
}
