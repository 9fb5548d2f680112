/** Spreads an amount over lines in proportion to their weights, to the last minor unit. */

import { invariant } from '#shared/kernel/invariant.ts';

/** Working space for `count` lines; `ranks` order the lines by id. */
export type Spread = {
  count: number;
  readonly weights: Float64Array;
  readonly ranks: Int32Array;
  readonly shares: Float64Array;
  readonly remainders: Float64Array;
  readonly scratch: Float64Array;
};

export function createSpread(countMax: number): Spread {
  return {
    count: 0,
    weights: new Float64Array(countMax),
    ranks: new Int32Array(countMax),
    shares: new Float64Array(countMax),
    remainders: new Float64Array(countMax),
    scratch: new Float64Array(countMax),
  };
}

/**
 * Fills `shares`. Largest remainder: every share is rounded down, then the units left over go one each to the largest
 * remainders, ties to the lower rank. `totalMinor` is the sum of the weights, at most `basketGrossMinorMax`;
 * `amountMinor` may not be more, so that no share is more than its weight.
 */
export function spreadAmount(spread: Spread, amountMinor: number, totalMinor: number): void {
  invariant(amountMinor >= 0 && amountMinor <= totalMinor, 'no more is spread than all lines together weigh');
  const { count, weights, shares, remainders } = spread;
  if (amountMinor === 0) {
    shares.fill(0, 0, count);
    return;
  }
  let leftMinor = amountMinor;
  for (let place = 0; place < count; place += 1) {
    const weight = weights[place] ?? 0;
    const product = weight * amountMinor;
    // Floating-point division is at most one off here; the exact remainder tells which way.
    let share = Math.floor((weight / totalMinor) * amountMinor);
    const whole = share * totalMinor;
    let remainder = product - whole;
    if (product > Number.MAX_SAFE_INTEGER) {
      remainder += productError(weight, amountMinor, product) - productError(share, totalMinor, whole);
    }
    for (; remainder < 0; remainder += totalMinor) share -= 1;
    for (; remainder >= totalMinor; remainder -= totalMinor) share += 1;
    shares[place] = share;
    remainders[place] = remainder;
    leftMinor -= share;
  }
  if (leftMinor > 0) favourLargest(spread, leftMinor);
}

/** One unit more for each of the `favoured` largest remainders, fewer than there are lines with a remainder. */
function favourLargest({ count, ranks, shares, remainders, scratch }: Spread, favoured: number): void {
  for (let place = 0; place < count; place += 1) scratch[place] = remainders[place] ?? 0;
  const threshold = ascendingAt(scratch, { count, place: count - favoured });
  let left = favoured;
  const tied: number[] = [];
  for (let place = 0; place < count; place += 1) {
    const remainder = remainders[place] ?? 0;
    if (remainder > threshold) {
      shares[place] = (shares[place] ?? 0) + 1;
      left -= 1;
    } else if (remainder === threshold) tied.push(place);
  }
  if (left < tied.length) tied.sort((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0));
  for (const place of tied.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1;
}

/** What would stand at `place` if the first `count` values rose; moves them about, and does not sort them. */
function ascendingAt(values: Float64Array, { count, place }: { count: number; place: number }): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[Math.floor((low + high) / 2)] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place] ?? 0;
}

/** What rounding took from a product (Veltkamp and Dekker): `left × right = product + error`, exactly. */
function productError(left: number, right: number, product: number): number {
  const leftHigh = highHalf(left);
  const rightHigh = highHalf(right);
  const leftLow = left - leftHigh;
  const rightLow = right - rightHigh;
  return leftHigh * rightHigh - product + leftHigh * rightLow + leftLow * rightHigh + leftLow * rightLow;
}

function highHalf(value: number): number {
  const scaled = 134_217_729 * value; // 2^27 + 1
  return scaled - (scaled - value);
}
