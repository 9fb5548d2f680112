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
  if (remainder === 0) return truncated;
  const size = Math.abs(remainder);
  return truncated + step(Math.sign(remainder), size >= denominator - size, rounding);
}

function divideBig(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  const remainder = product % denominator;
  const truncated = product / denominator;
  if (remainder === 0n) return truncated;
  const size = remainder < 0n ? -remainder : remainder;
  return truncated + BigInt(step(remainder < 0n ? -1 : 1, size * 2n >= denominator, rounding));
}

/** From the quotient cut off toward zero to the rounded one, where there is a remainder. */
function step(sign: number, isHalfOrMore: boolean, rounding: Rounding): number {
  if (rounding === 'floor') return sign < 0 ? -1 : 0;
  if (rounding === 'ceil') return sign > 0 ? 1 : 0;
  return isHalfOrMore ? sign : 0;
}
