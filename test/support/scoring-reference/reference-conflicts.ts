/** Which offers may stand beside each other. */

import type { Offer } from '#shared/scoring/language/offer.ts';
import { stackingOf } from '#shared/scoring/language/offer.ts';
import { isDiscount, selectedLines } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type ConflictRule = 'alone' | 'notWith' | 'exclusiveGroup' | 'default';

/** The strongest rule that keeps the two apart, null when they may stand together. */
export function conflictOf(sale: ReferenceSale, one: Offer, other: Offer): ConflictRule | null {
  const left = stackingOf(one);
  const right = stackingOf(other);
  if (left.mode === 'alone' || right.mode === 'alone') return 'alone';
  if (left.notWith?.includes(other.offerId) === true || right.notWith?.includes(one.offerId) === true) {
    return 'notWith';
  }
  if (left.exclusiveGroup !== undefined && left.exclusiveGroup === right.exclusiveGroup)
    return 'exclusiveGroup';
  if (left.mode === 'stackable' || right.mode === 'stackable') return null;
  if (left.mode === 'single' || right.mode === 'single') return 'default';
  const touched = discountedLines(sale, one);
  return discountedLines(sale, other).some((lineId) => touched.includes(lineId)) ? 'default' : null;
}

function discountedLines(sale: ReferenceSale, offer: Offer): readonly string[] {
  return offer.effects
    .filter(isDiscount)
    .flatMap((effect) => selectedLines(sale, 'on' in effect ? effect.on : undefined))
    .map(({ lineId }) => lineId);
}

export function offersMaxOf(sale: ReferenceSale): number {
  return sale.ruleSet.settings?.offersPerSaleMax ?? Number.POSITIVE_INFINITY;
}

export function isAllowed(sale: ReferenceSale, offers: readonly Offer[]): boolean {
  return (
    offers.length <= offersMaxOf(sale) &&
    offers.every((one, place) =>
      offers.slice(place + 1).every((other) => conflictOf(sale, one, other) === null),
    )
  );
}
