import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addInt, basisPointsOf, mulDiv, multiplyInt } from '#shared/kernel/int-math.ts';
import type { Rounding } from '#shared/kernel/int-math.ts';

const max = Number.MAX_SAFE_INTEGER;
const roundings: readonly Rounding[] = ['floor', 'halfUp', 'ceil'];

/** The definition of each rounding, on exact integers. */
function dividedExactly(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  const floor =
    product >= 0n || product % denominator === 0n ? product / denominator : product / denominator - 1n;
  const rest = product - floor * denominator;
  if (rest === 0n || rounding === 'floor') return floor;
  if (rounding === 'ceil') return floor + 1n;
  if (rest * 2n === denominator) return product < 0n ? floor : floor + 1n;
  return rest * 2n < denominator ? floor : floor + 1n;
}

describe('sums', () => {
  test('a sum may reach the largest safe integer', () => {
    expect(addInt(max - 1, 1)).toBe(max);
    expect(addInt(-max + 1, -1)).toBe(-max);
  });

  test('a sum past the largest safe integer throws', () => {
    expect(() => addInt(max, 1)).toThrow('a sum is a safe integer');
    expect(() => addInt(-max, -1)).toThrow('a sum is a safe integer');
  });

  test('a fraction in a sum throws even when the whole would be an integer', () => {
    expect(() => addInt(0.5, 0.5)).toThrow('a sum is a safe integer');
    expect(() => addInt(Number.NaN)).toThrow('a sum is a safe integer');
  });

  test('no sum, product or quotient is minus zero', () => {
    expect(Object.is(addInt(-0), 0)).toBe(true);
    expect(Object.is(multiplyInt(-5, 0), 0)).toBe(true);
    expect(Object.is(mulDiv(-5, [0, 3], 'floor'), 0)).toBe(true);
    expect(Object.is(mulDiv(-1, [1, 3], 'ceil'), 0)).toBe(true);
  });
});

describe('products', () => {
  test('a product may reach the largest safe integer and throws past it', () => {
    expect(multiplyInt(max, -1)).toBe(-max);
    expect(multiplyInt(6_361, 69_431 * 20_394_401)).toBe(max);
    expect(() => multiplyInt(2 ** 27, 2 ** 26)).toThrow('a product is a safe integer');
  });

  test('a fraction as a factor throws even when the product would be an integer', () => {
    expect(() => multiplyInt(0.5, 2)).toThrow('factors are safe integers');
  });
});

describe('quotients', () => {
  test('halves go away from zero when rounding half up', () => {
    expect([mulDiv(5, [1, 2], 'halfUp'), mulDiv(-5, [1, 2], 'halfUp')]).toEqual([3, -3]);
    expect([mulDiv(7, [1, 5], 'halfUp'), mulDiv(-7, [1, 5], 'halfUp')]).toEqual([1, -1]);
  });

  test('floor goes down and ceil goes up on both sides of zero', () => {
    expect([mulDiv(7, [1, 2], 'floor'), mulDiv(-7, [1, 2], 'floor')]).toEqual([3, -4]);
    expect([mulDiv(7, [1, 2], 'ceil'), mulDiv(-7, [1, 2], 'ceil')]).toEqual([4, -3]);
  });

  test('a quotient keeps every digit of a product past 2^53', () => {
    expect(mulDiv(max, [max, max], 'floor')).toBe(max);
    expect(mulDiv(max, [10_000, 10_000], 'ceil')).toBe(max);
    expect(mulDiv(max, [9_999, 10_000], 'floor')).toBe(Number((BigInt(max) * 9_999n) / 10_000n));
  });

  test('a quotient past the largest safe integer throws', () => {
    expect(() => mulDiv(max, [2, 1], 'floor')).toThrow('a quotient is a safe integer');
  });

  test('a denominator of zero or less throws', () => {
    expect(() => mulDiv(1, [1, 0], 'floor')).toThrow('a denominator is a positive safe integer');
    expect(() => mulDiv(1, [1, -1], 'floor')).toThrow('a denominator is a positive safe integer');
  });

  test('every quotient equals the exact one rounded as named', () => {
    const anyInt = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -20_000, max: 20_000 }));
    const divisor = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max }));
    fc.assert(
      fc.property(
        anyInt,
        anyInt,
        divisor,
        fc.constantFrom(...roundings),
        (value, numerator, denominator, rounding) => {
          const exact = dividedExactly(BigInt(value) * BigInt(numerator), BigInt(denominator), rounding);
          fc.pre(exact <= BigInt(max) && exact >= -BigInt(max));
          expect(mulDiv(value, [numerator, denominator], rounding)).toBe(Number(exact));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('ten thousand basis points are the whole', () => {
    expect(basisPointsOf(6_000_000, 10_000, 'floor')).toBe(6_000_000);
    expect(basisPointsOf(999, 1, 'floor')).toBe(0);
    expect(basisPointsOf(999, 1, 'ceil')).toBe(1);
  });
});
