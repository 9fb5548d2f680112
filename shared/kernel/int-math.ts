/** Arithmetic on safe integers. Each division names its rounding; each overflow throws. */

import { invariant } from './invariant.ts';

export type Rounding = 'floor' | 'halfUp' | 'ceil';
export type Ratio = readonly [numerator: number, denominator: number];

/** Sum of safe integers; throws past 2^53 − 1. */
export function addInt(...terms: readonly number[]): number {
  let sum = 0;
  for (const term of terms) {
    sum += term;
    invariant(Number.isSafeInteger(sum), 'a sum is a safe integer');
  }
  return sum === 0 ? 0 : sum;
}

/** Product of two safe integers; throws past 2^53 − 1. */
export function multiplyInt(left: number, right: number): number {
  invariant(Number.isSafeInteger(left) && Number.isSafeInteger(right), 'factors are safe integers');
  const product = left * right;
  invariant(Number.isSafeInteger(product), 'a product is a safe integer');
  return product === 0 ? 0 : product;
}

/** `value × numerator ÷ denominator` without losing the product's high digits; halves go away from zero. */
export function mulDiv(value: number, ratio: Ratio, rounding: Rounding): number {
  const [numerator, denominator] = ratio;
  invariant(Number.isSafeInteger(value) && Number.isSafeInteger(numerator), 'factors are safe integers');
  invariant(Number.isSafeInteger(denominator) && denominator > 0, 'a denominator is a positive safe integer');
  const product = value * numerator;
  const result = Number.isSafeInteger(product)
    ? divideSmall(product, denominator, rounding)
    : Number(divideBig(BigInt(value) * BigInt(numerator), BigInt(denominator), rounding));
  invariant(Number.isSafeInteger(result), 'a quotient is a safe integer');
  return result === 0 ? 0 : result;
}

/** Share of `value` in basis points: 10,000 is the whole. */
export function basisPointsOf(value: number, basisPoints: number, rounding: Rounding): number {
  return mulDiv(value, [basisPoints, 10_000], rounding);
}

function divideSmall(product: number, denominator: number, rounding: Rounding): number {
  const remainder = product % denominator;
  const truncated = (product - remainder) / denominator;
  return truncated + step(BigInt(remainder), BigInt(denominator), rounding);
}

function divideBig(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  return product / denominator + BigInt(step(product % denominator, denominator, rounding));
}

function step(remainder: bigint, denominator: bigint, rounding: Rounding): number {
  if (remainder === 0n) return 0;
  if (rounding === 'floor') return remainder < 0n ? -1 : 0;
  if (rounding === 'ceil') return remainder > 0n ? 1 : 0;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < denominator) return 0;
  return remainder < 0n ? -1 : 1;
}
