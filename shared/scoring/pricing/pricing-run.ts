/** Working space in which one combination after the other is priced. */

import type { Spread } from './largest-remainder.ts';
import { createSpread } from './largest-remainder.ts';
import type { SaleBasis } from './sale-basis.ts';

export type PricingRun = {
  basis: SaleBasis;
  /** By place of the line: all discounts so far, and those of the earlier stages. */
  readonly takenMinor: Float64Array;
  readonly earlierMinor: Float64Array;
  /** All discounts so far; those of an offer alone may not be taken from the lines. */
  discountMinor: number;
  isTaken: boolean;
  hasEarlier: boolean;
  pointsEarned: number;
  walletCreditMinor: number;
  /** Points that multipliers reckon on. */
  pointsPerAmount: number;
  /** Stamps by stamp card, once an offer of the combination gave some. */
  stamps: Map<string, number> | null;
  readonly spread: Spread;
};

/** With room for `linesMax` lines: another sale of no more may take the place of this one before a reset. */
export function createPricingRun(basis: SaleBasis, linesMax = basis.facts.lines.length): PricingRun {
  return {
    basis,
    takenMinor: new Float64Array(linesMax),
    earlierMinor: new Float64Array(linesMax),
    discountMinor: 0,
    isTaken: false,
    hasEarlier: false,
    pointsEarned: 0,
    walletCreditMinor: 0,
    pointsPerAmount: 0,
    stamps: null,
    spread: createSpread(linesMax),
  };
}

export function resetRun(run: PricingRun): void {
  if (run.isTaken) run.takenMinor.fill(0);
  if (run.hasEarlier) run.earlierMinor.fill(0);
  run.isTaken = false;
  run.hasEarlier = false;
  run.discountMinor = 0;
  run.pointsEarned = 0;
  run.walletCreditMinor = 0;
  run.pointsPerAmount = 0;
  run.stamps = null;
}

/** From here on discounts reckon on what is left of the prices now. */
export function beginStage(run: PricingRun): void {
  if (!run.isTaken) return;
  run.earlierMinor.set(run.takenMinor);
  run.hasEarlier = true;
}
