/** "So much more gives that": offers that lack one thing which the customer can still do something about. */

import { minor } from '#shared/domain/money.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { nearMissesMax } from '../answer/score-result.ts';
import type { Missing, NearMiss } from '../answer/score-result.ts';
import { withLineAdded } from '../facts/sale-facts.ts';
import type { SaleFacts, SaleRules } from '../facts/sale-facts.ts';
import type { Selector } from '../language/selector.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import type { NearbyOffer } from './match-offers.ts';

export type NearMissWorth = {
  /** What the offer alone is worth in that sale. */
  readonly aloneWorth: (compiled: CompiledOffer, facts: SaleFacts) => number;
  /** What the applied offers are worth, in the combination, that the offer cannot stand beside. */
  readonly conflictingWorth: (compiled: CompiledOffer) => number;
};

export type NearMissSale = {
  readonly facts: SaleFacts;
  readonly rules: SaleRules;
  readonly nearby: readonly NearbyOffer[];
};

/** By gain for the effort, then by gain, then by id; at most `nearMissesMax`, and only what gains something. */
export function nearMisses(sale: NearMissSale, worth: NearMissWorth): readonly NearMiss[] {
  const best: NearMiss[] = [];
  for (const { compiled, condition, missing } of sale.nearby) {
    const of = condition.kind === 'paymentMeans' ? undefined : condition.of;
    const enlarged = enlargedSale(sale, { of, missing });
    const aloneMinor = worth.aloneWorth(compiled, enlarged);
    if (aloneMinor <= 0) continue;
    const gain = aloneMinor - worth.conflictingWorth(compiled);
    if (gain <= 0) continue;
    const { offerId, name, effects } = compiled.offer;
    keepBest(best, { offerId, name, effects, missing, gainMinor: minor(gain) });
  }
  return best;
}

/** `best` is in order, and stays so. */
function keepBest(best: NearMiss[], found: NearMiss): void {
  let place = best.length;
  for (let before = best[place - 1]; before !== undefined; before = best[place - 1]) {
    if (byGainForEffort(before, found) < 0) break;
    place -= 1;
  }
  if (place === nearMissesMax) return;
  best.splice(place, 0, found);
  if (best.length > nearMissesMax) best.pop();
}

type Lack = { readonly of: Selector | undefined; readonly missing: Missing };

/** The sale with what is missing as one more line of the selection. */
function enlargedSale({ facts, rules }: NearMissSale, { of, missing }: Lack): SaleFacts {
  switch (missing.kind) {
    case 'paymentMeans':
      return facts;
    case 'amount':
      return withLineAdded(facts, lineOf(of, { totalMinor: missing.missingMinor, quantity: 1 }), rules);
    case 'quantity': {
      const { missingPieces: quantity, missingMinor } = missing;
      return withLineAdded(facts, lineOf(of, { totalMinor: missingMinor ?? 0, quantity }), rules);
    }
  }
}

/** Behind every other in an order by id. */
const addedLineId = uuid('ffffffff-ffff-ffff-ffff-ffffffffffff');

/** Named by the first that the selector names, and by nothing else. */
function lineOf(
  of: Selector | undefined,
  { totalMinor, quantity }: { readonly totalMinor: number; readonly quantity: number },
): BasketLine {
  const unitPriceMinor = minor(totalMinor / quantity);
  const plain = { lineId: addedLineId, productId: null, groupId: null, unitPriceMinor, quantity };
  const [productId] = of?.productIds ?? [];
  if (productId !== undefined) return { ...plain, productId };
  const [groupId] = of?.groupIds ?? [];
  if (groupId !== undefined) return { ...plain, groupId };
  const [brandId] = of?.brandIds ?? [];
  if (brandId !== undefined) return { ...plain, brandId };
  return of?.tags === undefined ? plain : { ...plain, tags: of.tags.slice(0, 1) };
}

function byGainForEffort(left: NearMiss, right: NearMiss): number {
  const byRatio = compareProducts([right.gainMinor, effortOf(left)], [left.gainMinor, effortOf(right)]);
  if (byRatio !== 0) return byRatio;
  return right.gainMinor - left.gainMinor || compareTexts(left.offerId, right.offerId);
}

type Factors = readonly [number, number];

/** Products beyond 2^53 are told apart by whole numbers of any size. */
function compareProducts(left: Factors, right: Factors): number {
  const difference = left[0] * left[1] - right[0] * right[1];
  if (Math.max(left[0] * left[1], right[0] * right[1]) <= Number.MAX_SAFE_INTEGER) return difference;
  const exact = BigInt(left[0]) * BigInt(left[1]) - BigInt(right[0]) * BigInt(right[1]);
  return exact === 0n ? 0 : exact < 0n ? -1 : 1;
}

function effortOf({ missing }: NearMiss): number {
  return missing.kind === 'paymentMeans' ? 0 : (missing.missingMinor ?? 0);
}
