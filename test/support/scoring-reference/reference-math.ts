/** Whole-number arithmetic written as the rules say it, through BigInt: nothing can lose a digit. */

import { compareTexts } from '#shared/kernel/order.ts';

/** value × numerator ÷ denominator, rounded down. */
export function shareDown(value: number, numerator: number, denominator: number): number {
  const product = BigInt(value) * BigInt(numerator);
  return Number(
    (product - (((product % BigInt(denominator)) + BigInt(denominator)) % BigInt(denominator))) /
      BigInt(denominator),
  );
}

/** value × numerator ÷ denominator, rounded up; for values from 0 on. */
export function shareUp(value: number, numerator: number, denominator: number): number {
  return Number((BigInt(value) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));
}

/** value × numerator ÷ denominator, halves up; for values from 0 on. */
export function shareHalfUp(value: number, numerator: number, denominator: number): number {
  const twice = 2n * BigInt(value) * BigInt(numerator) + BigInt(denominator);
  return Number(twice / (2n * BigInt(denominator)));
}

export function sumOf(terms: Iterable<number>): number {
  let sum = 0;
  for (const term of terms) sum += term;
  return sum;
}

/**
 * Spreads `amount` over the keys in proportion to their weights, which sum to at least the amount: everybody gets the
 * whole part of the exact share, and what is left goes, one unit each, to the largest remainders, ties to the lower key.
 */
export function spread(amount: number, weights: ReadonlyMap<string, number>): Map<string, number> {
  const total = sumOf(weights.values());
  if (total === 0) return new Map([...weights.keys()].map((key) => [key, 0]));
  const exact = [...weights].map(([key, weight]) => {
    const product = BigInt(amount) * BigInt(weight);
    return { key, whole: Number(product / BigInt(total)), remainder: product % BigInt(total) };
  });
  const left = amount - sumOf(exact.map(({ whole }) => whole));
  const byRemainder = exact.toSorted((one, other) =>
    one.remainder === other.remainder
      ? compareTexts(one.key, other.key)
      : one.remainder > other.remainder
        ? -1
        : 1,
  );
  const lucky = new Set(byRemainder.slice(0, left).map(({ key }) => key));
  return new Map(exact.map(({ key, whole }) => [key, whole + (lucky.has(key) ? 1 : 0)]));
}
