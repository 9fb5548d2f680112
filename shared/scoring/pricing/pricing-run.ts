/** Working space in which one combination after the other is priced. */

import type { Spread } from './largest-remainder.ts';
import { createSpread } from './largest-remainder.ts';
import type { SaleBasis } from './sale-basis.ts';

export type PricingRun = {
  readonly basis: SaleBasis;
  /** By place of the line: all discounts so far, and those of the earlier stages. */
  readonly takenMinor: Float64Array;
  readonly earlierMinor: Float64Array;
  /** Sums of the two. */
  discountMinor: number;
  earlierDiscountMinor: number;
  pointsEarned: number;
  walletCreditMinor: number;
  /** Points that multipliers reckon on. */
  pointsPerAmount: number;
  /** Stamps by stamp card, once an offer of the combination gave some. */
  stamps: Map<string, number> | null;
  readonly spread: Spread;
};

export function createPricingRun(basis: SaleBasis): PricingRun {
  const count = basis.facts.lines.length;
  return {
    basis,
    takenMinor: new Float64Array(count),
    earlierMinor: new Float64Array(count),
    discountMinor: 0,
    earlierDiscountMinor: 0,
    pointsEarned: 0,
    walletCreditMinor: 0,
    pointsPerAmount: 0,
    stamps: null,
    spread: createSpread(count),
  };
}

export function resetRun(run: PricingRun): void {
  if (run.discountMinor > 0) run.takenMinor.fill(0);
  if (run.earlierDiscountMinor > 0) run.earlierMinor.fill(0);
  run.discountMinor = 0;
  run.earlierDiscountMinor = 0;
  run.pointsEarned = 0;
  run.walletCreditMinor = 0;
  run.pointsPerAmount = 0;
  run.stamps = null;
}

/** From here on discounts reckon on what is left of the prices now. */
export function beginStage(run: PricingRun): void {
  if (run.discountMinor === run.earlierDiscountMinor) return;
  run.earlierMinor.set(run.takenMinor);
  run.earlierDiscountMinor = run.discountMinor;
}
