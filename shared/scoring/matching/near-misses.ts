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
  const gaining: NearMiss[] = [];
  for (const { compiled, condition, missing } of sale.nearby) {
    const of = condition.kind === 'paymentMeans' ? undefined : condition.of;
    const enlarged = enlargedSale(sale, { of, missing });
    const gain = worth.aloneWorth(compiled, enlarged) - worth.conflictingWorth(compiled);
    if (gain <= 0) continue;
    const { offerId, name, effects } = compiled.offer;
    gaining.push({ offerId, name, effects, missing, gainMinor: minor(gain) });
  }
  return gaining.toSorted(byGainForEffort).slice(0, nearMissesMax);
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
  // Both products may pass 2^53: whole numbers of any size compare them exactly.
  const leftGain = BigInt(left.gainMinor) * BigInt(effortOf(right));
  const rightGain = BigInt(right.gainMinor) * BigInt(effortOf(left));
  if (leftGain !== rightGain) return leftGain > rightGain ? -1 : 1;
  return right.gainMinor - left.gainMinor || compareTexts(left.offerId, right.offerId);
}

function effortOf({ missing }: NearMiss): number {
  return missing.kind === 'paymentMeans' ? 0 : (missing.missingMinor ?? 0);
}
