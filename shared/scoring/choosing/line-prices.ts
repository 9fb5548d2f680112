/**
 * Prices on the slots of groups as in group-prices.ts, and besides on what lines and the cap on all discounts have:
 * a share of a line counts less the more of the line's price goes to the line itself. Subgradient steps on all of
 * them together.
 */

import type { Part } from './part.ts';
import type { WorthBounds } from './worth-bounds.ts';

export type LinePrices = {
  /** By group; integers, 0 or more. */
  readonly prices: Float64Array;
  /** By line, in `countedWhole`ths: how much of a share of the line counts; the line itself counts for the remainder. */
  readonly counted: Int32Array;
  /** The same for the cap on all discounts. */
  readonly countedCap: number;
};

export const countedWhole = 1_024;

/** Rounded up, so that what is reckoned with it stays a bound. */
export function countedPart(amount: number, counted: number): number {
  const product = amount * counted;
  if (Number.isSafeInteger(product)) return Math.ceil(product / countedWhole);
  return Math.ceil(amount / countedWhole) * counted;
}

const stepsMax = 120;
const patienceMax = 8;
const scaleMin = 1 / 64;

type Point = {
  readonly prices: Float64Array;
  /** By line, how much of a share of it counts under the cap and within the line: 0 to `countedCap`. */
  readonly counted: Float64Array;
  /** 0 to 1. */
  countedCap: number;
};
type Slopes = { bound: number; readonly groups: Float64Array; readonly lines: Float64Array; cap: number };

/** Groups cost nothing, and everything counts: what the search starts with where it is likely to be short. */
export function evenPrices(part: Part, { capacityMinor }: WorthBounds): LinePrices {
  return {
    prices: new Float64Array(part.groups.length),
    counted: new Int32Array(capacityMinor.length).fill(countedWhole),
    countedCap: countedWhole,
  };
}

/** `targetMinor` is the worth of a combination that is known. */
export function linePrices(part: Part, bounds: WorthBounds, targetMinor: number): LinePrices {
  const point: Point = {
    prices: new Float64Array(part.groups.length),
    counted: new Float64Array(bounds.capacityMinor.length).fill(1),
    countedCap: 1,
  };
  const unit = Math.max(1, meanOf(bounds.discount));
  let best = copyOf(point);
  let bestBound = Number.POSITIVE_INFINITY;
  let scale = 1;
  let patience = 0;
  for (let step = 0; step < stepsMax && scale >= scaleMin; step += 1) {
    const slopes = slopesAt(part, bounds, point);
    patience += 1;
    if (slopes.bound < bestBound) {
      if (slopes.bound < bestBound - (bestBound - targetMinor) / 100) patience = 0;
      bestBound = slopes.bound;
      best = copyOf(point);
    }
    if (bestBound <= targetMinor) break;
    if (patience >= patienceMax) {
      scale /= 2;
      patience = 0;
    }
    if (!moveAgainst(point, slopes, { distance: scale * (slopes.bound - targetMinor), unit })) break;
  }
  return {
    prices: best.prices.map(Math.round),
    counted: Int32Array.from(best.counted, (share) =>
      best.countedCap > 0 ? Math.round((share / best.countedCap) * countedWhole) : countedWhole,
    ),
    countedCap: Math.round(best.countedCap * countedWhole),
  };
}

/** The bound at a point, and how it changes with each price. */
function slopesAt(part: Part, bounds: WorthBounds, { prices, counted, countedCap }: Point): Slopes {
  const { capacityMinor, capMinor, shareStart, shareLine, shareMinor } = bounds;
  const groups = Float64Array.from(part.groups, ({ slots }) => slots);
  const used = new Float64Array(capacityMinor.length);
  let bound = (1 - countedCap) * capMinor;
  for (let group = 0; group < prices.length; group += 1) bound += (prices[group] ?? 0) * (groups[group] ?? 0);
  for (let local = 0; local < bounds.rest.length; local += 1) {
    let surplus = bounds.rest[local] ?? 0;
    for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1)
      surplus += (counted[shareLine[at] ?? 0] ?? 0) * (shareMinor[at] ?? 0);
    const own = part.groupsOf[local];
    if (own !== undefined) {
      for (const group of own) surplus -= prices[group] ?? 0;
      if (surplus <= 0) continue;
      for (const group of own) groups[group] = (groups[group] ?? 0) - 1;
    }
    bound += surplus;
    for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1) {
      const line = shareLine[at] ?? 0;
      used[line] = (used[line] ?? 0) + (shareMinor[at] ?? 0);
    }
  }
  let cap = -capMinor;
  for (let line = 0; line < used.length; line += 1) {
    const capacity = capacityMinor[line] ?? 0;
    bound += (countedCap - (counted[line] ?? 0)) * capacity;
    cap += capacity;
    used[line] = (used[line] ?? 0) - capacity;
  }
  return { bound, groups, lines: used, cap };
}

type Move = {
  readonly distance: number;
  /** Money to which a share of 1 corresponds. */ readonly unit: number;
};

/** False where no move lowers the bound. */
function moveAgainst(point: Point, slopes: Slopes, { distance, unit }: Move): boolean {
  const { prices, counted } = point;
  let squares = 0;
  const free = (value: number, slope: number, max: number): number =>
    (slope > 0 && value <= 0) || (slope < 0 && value >= max) ? 0 : slope;
  for (let group = 0; group < prices.length; group += 1) {
    slopes.groups[group] = free(prices[group] ?? 0, slopes.groups[group] ?? 0, Number.POSITIVE_INFINITY);
    squares += (slopes.groups[group] ?? 0) ** 2;
  }
  for (let line = 0; line < counted.length; line += 1) {
    slopes.lines[line] = free(counted[line] ?? 0, slopes.lines[line] ?? 0, point.countedCap) / unit;
    squares += (slopes.lines[line] ?? 0) ** 2;
  }
  slopes.cap = free(point.countedCap, slopes.cap, 1) / unit;
  squares += slopes.cap ** 2;
  if (squares === 0 || distance <= 0) return false;
  const stride = distance / squares;
  for (let group = 0; group < prices.length; group += 1)
    prices[group] = Math.max(0, (prices[group] ?? 0) - stride * (slopes.groups[group] ?? 0));
  const moved = (value: number, slope: number): number =>
    Math.max(0, Math.min(1, value - (stride * slope) / unit));
  point.countedCap = moved(point.countedCap, slopes.cap);
  for (let line = 0; line < counted.length; line += 1)
    counted[line] = Math.min(point.countedCap, moved(counted[line] ?? 0, slopes.lines[line] ?? 0));
  return true;
}

function copyOf({ prices, counted, countedCap }: Point): Point {
  return { prices: prices.slice(), counted: counted.slice(), countedCap };
}

/** Of those above 0; 0 when there is none. */
function meanOf(values: Float64Array): number {
  const some = values.filter((value) => value > 0);
  return some.length === 0 ? 0 : some.reduce((sum, value) => sum + value, 0) / some.length;
}
