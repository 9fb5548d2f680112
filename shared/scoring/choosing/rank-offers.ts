/** The order that decides between combinations of equal worth. */

import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { Compare } from '#shared/kernel/order.ts';
import type { OfferId } from '../language/offer.ts';
import type { AlonePrice } from '../pricing/price.ts';

/** Worth alone falling, then priority falling, then id rising. */
export const byRank: Compare<AlonePrice> = inOrder(
  (left, right) => right.worthMinor - left.worthMinor,
  (left, right) => right.compiled.priority - left.compiled.priority,
  (left, right) => compareTexts(left.compiled.offer.offerId, right.compiled.offer.offerId),
);

/**
 * By rank, without offers that can never be applied: where worths add up, of the offers that do not stack and that no
 * other rule touches only the first counts. `isKept` are those that must stay.
 */
export function rankedContenders(
  prices: readonly AlonePrice[],
  isAdditive: boolean,
  isKept: (price: AlonePrice) => boolean,
): readonly AlonePrice[] {
  if (!isAdditive) return prices.toSorted(byRank);
  const named = new Set<OfferId>();
  for (const { compiled } of prices)
    for (const offerId of compiled.stacking.notWith ?? []) named.add(offerId);
  const contenders: AlonePrice[] = [];
  let first: AlonePrice | null = null;
  for (const price of prices) {
    const { mode, exclusiveGroup, notWith } = price.compiled.stacking;
    const isPlain = mode === 'single' && exclusiveGroup === undefined && notWith === undefined;
    if (!isPlain || named.has(price.compiled.offer.offerId) || isKept(price)) contenders.push(price);
    else if (first === null || byRank(price, first) < 0) first = price;
  }
  if (first !== null) contenders.push(first);
  return contenders.sort(byRank);
}
