/** What a discount would take, before any cap but its own. */

import { basisPointsOf, mulDiv } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { PricedLine, Selection } from '../facts/sale-facts.ts';
import type { DiscountPart } from './compiled-effects.ts';
import { noteCut } from './grants.ts';
import type { Grants } from './grants.ts';
import type { PricingRun } from './pricing-run.ts';

/** Such a discount is an amount spread over its lines in proportion to what is left of their prices. */
export function isProportional(part: DiscountPart): boolean {
  return part.kind !== 'cheapestFree' && part.kind !== 'fixedPrice';
}

/**
 * Fills the weights of the spread, one for each line of the selection, and gives their sum: what is left of the
 * prices, or the discount of each line where the effect itself says it.
 */
export function weighLines(run: PricingRun, part: DiscountPart, selection: Selection): number {
  const { spread, basis, earlierMinor } = run;
  spread.count = selection.lines.length;
  let totalMinor = 0;
  let place = 0;
  const lineRanks = basis.lineRanks();
  const free = part.kind === 'cheapestFree' ? freePieces(part, selection) : null;
  for (const line of selection.lines) {
    const leftMinor = line.grossMinor - (earlierMinor[line.index] ?? 0);
    const weight = lineWeight(part, line, { leftMinor, free: free?.get(line) ?? 0 });
    spread.weights[place] = weight;
    spread.ranks[place] = lineRanks[line.index] ?? 0;
    totalMinor += weight;
    place += 1;
  }
  return totalMinor;
}

type LeftOfLine = { readonly leftMinor: number; readonly free: number };

function lineWeight(part: DiscountPart, line: PricedLine, { leftMinor, free }: LeftOfLine): number {
  if (part.kind === 'fixedPrice') return Math.max(0, leftMinor - part.unitPriceMinor * line.quantity);
  if (part.kind === 'cheapestFree') {
    return free === 0 ? 0 : mulDiv(leftMinor, [free, line.quantity], 'floor');
  }
  return leftMinor;
}

/** How many pieces of each line are free; lines without one are left out. */
function freePieces(
  part: DiscountPart & { readonly kind: 'cheapestFree' },
  selection: Selection,
): ReadonlyMap<PricedLine, number> {
  const times = Math.min(Math.floor(selection.quantity / part.everyPieces), part.timesMax ?? Infinity);
  let left = times * part.freePieces;
  const free = new Map<PricedLine, number>();
  if (left === 0) return free;
  const cheapestFirst = selection.lines.toSorted(
    (one, other) => one.unitPriceMinor - other.unitPriceMinor || compareTexts(one.lineId, other.lineId),
  );
  for (const line of cheapestFirst) {
    const pieces = Math.min(left, line.quantity);
    if (pieces === 0) break;
    free.set(line, pieces);
    left -= pieces;
  }
  return free;
}

/** `totalMinor` is the sum of the weights; what a cap of the effect, or the price, takes away is noted. */
export function wantedDiscount(
  part: DiscountPart,
  { totalMinor, selection }: { readonly totalMinor: number; readonly selection: Selection },
  grants: Grants,
): number {
  switch (part.kind) {
    case 'percent': {
      const shareMinor = basisPointsOf(totalMinor, part.basisPoints, 'floor');
      if (part.capMinor === null || shareMinor <= part.capMinor) return shareMinor;
      noteCut(grants, 'effectCap', shareMinor - part.capMinor);
      return part.capMinor;
    }
    case 'fixed':
      return upToPrice(part.amountMinor, totalMinor, grants);
    case 'steps': {
      const value = stepValue(part, selection);
      return upToPrice(part.isShare ? basisPointsOf(totalMinor, value, 'floor') : value, totalMinor, grants);
    }
    case 'cheapestFree':
    case 'fixedPrice':
      return totalMinor;
  }
}

function upToPrice(amountMinor: number, priceMinor: number, grants: Grants): number {
  if (amountMinor <= priceMinor) return amountMinor;
  noteCut(grants, 'linePrice', amountMinor - priceMinor);
  return priceMinor;
}

type StepPart = {
  readonly by: 'amountMinor' | 'quantity';
  readonly steps: readonly { readonly from: number; readonly value: number }[];
};

/** Value of the highest step that the full price or the quantity of the selection reaches, 0 below the first. */
export function stepValue({ by, steps }: StepPart, selection: Selection): number {
  const have = by === 'quantity' ? selection.quantity : selection.grossMinor;
  let value = 0;
  for (const step of steps) {
    if (step.from > have) break;
    value = step.value;
  }
  return value;
}
