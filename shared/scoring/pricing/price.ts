/** What pricing tells the search for the best combination, and the answer. */

import type { Benefit } from '../answer/benefit.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';

/**
 * An offer by itself, beside nothing. `discountMinor + restWorthMinor` is its worth alone. `restWorthMaxMinor` is the
 * most that its part without discounts can be worth in any combination with the offers it was priced among (points
 * that another multiplies, a stamp card that another helps to fill are in it).
 */
export type AlonePrice = {
  readonly compiled: CompiledOffer;
  readonly worthMinor: number;
  readonly discountMinor: number;
  readonly restWorthMaxMinor: number;
  /** Discount by place of the line; null when it gives none. */
  readonly lineShares: () => readonly number[] | null;
  /** Places of the lines that its discounts may touch; asked only of `perLine` offers. */
  readonly discountedLines: () => readonly number[];
  readonly benefit: () => Benefit;
};

export type CombinationPrice = {
  readonly worthMinor: number;
  /** By the order of the offers given. */
  readonly benefits: readonly Benefit[];
  /** By place of the line; sums to the discounts of the benefits. */
  readonly lineDiscountMinor: readonly number[];
};

/** One sale's prices. Everything is deterministic and independent of the order of offers and lines. */
export type SalePricing = {
  /** By the order of the offers given: all matched offers of the sale, once. */
  readonly alone: (matched: readonly CompiledOffer[]) => readonly AlonePrice[];
  readonly combined: (applied: readonly CompiledOffer[]) => CombinationPrice;
  /** By place of the line: the most that all discounts together may take. */
  readonly lineCapacityMinor: readonly number[];
  /** The most that all discounts of the sale may take together. */
  readonly discountCapMinor: number;
  /**
   * True when the worth of every allowed combination of these offers is the sum of their worths alone: no shared line
   * or cap can run out, nothing reckons on what another gives.
   */
  readonly isAdditive: (matched: readonly AlonePrice[]) => boolean;
};
