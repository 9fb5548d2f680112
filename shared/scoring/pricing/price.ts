/** What pricing tells the search for the best combination, and the answer. */

import type { Benefit } from '../answer/benefit.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import type { Interplay } from './interplay.ts';

/**
 * An offer by itself, beside nothing. The three maxima hold in every combination with the offers it was priced among,
 * and may be more than it gives alone: an amount that is spread over lines moves to the others when an earlier
 * discount takes from one, rounding may add a unit to a line, a limit in money that a discount leaves unused is open
 * to points and items, points are multiplied and stamp cards filled by other offers.
 */
export type AlonePrice = {
  readonly compiled: CompiledOffer;
  readonly worthMinor: number;
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  /** The most that its discounts can take together. */
  readonly discountMaxMinor: number;
  /** The most that its part without discounts can be worth. */
  readonly restWorthMaxMinor: number;
  /** By place of the line, the most that its discounts can take off it; null when it has no discount. */
  readonly lineSharesMax: () => readonly number[] | null;
  /** Places of the lines that its discounts may touch; asked only of `perLine` offers. */
  readonly discountedLines: () => readonly number[];
  /** How that hangs on what others give; it holds in the same combinations. */
  readonly interplay: () => Interplay;
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
  /** `worthMinor` of `combined`, at less cost. */
  readonly worthOf: (applied: readonly CompiledOffer[]) => number;
  readonly combined: (applied: readonly CompiledOffer[]) => CombinationPrice;
  /** By place of the line: its full price. */
  readonly lineGrossMinor: readonly number[];
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
