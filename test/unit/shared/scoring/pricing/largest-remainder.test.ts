import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSpread, spreadAmount } from '#shared/scoring/pricing/largest-remainder.ts';

/** Ranks are the places. */
function sharesOf(amountMinor: number, weights: readonly number[], ranks = [...weights.keys()]): number[] {
  const spread = createSpread(weights.length);
  spread.count = weights.length;
  spread.weights.set(weights);
  spread.ranks.set(ranks);
  spreadAmount(
    spread,
    amountMinor,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  return [...spread.shares];
}

/** The same through BigInt and a full sort. */
function plainShares(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map(() => 0);
  const exact = weights.map((weight, place) => {
    const product = BigInt(weight) * BigInt(amountMinor);
    return { place, share: Number(product / total), remainder: product % total };
  });
  const left = amountMinor - exact.reduce((sum, { share }) => sum + share, 0);
  const byRemainder = exact.toSorted((one, other) =>
    one.remainder === other.remainder
      ? one.place - other.place
      : Number(other.remainder > one.remainder) * 2 - 1,
  );
  for (const lucky of byRemainder.slice(0, left)) lucky.share += 1;
  return exact.map(({ share }) => share);
}

const weight = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 100_000_000 }),
  fc.integer({ min: 0, max: 50_000_000_000_000 }),
);
const weightsAndAmount = fc
  .oneof(
    fc.array(weight, { minLength: 1, maxLength: 20 }),
    fc.tuple(weight, fc.integer({ min: 1, max: 20 })).map(([one, count]) => Array<number>(count).fill(one)),
  )
  .chain((weights) => {
    const total = weights.reduce((sum, one) => sum + one, 0);
    return fc.tuple(fc.constant(weights), fc.integer({ min: 0, max: total }));
  });

test('every share is the one that exact arithmetic gives, up to the dearest basket', () => {
  fc.assert(
    fc.property(weightsAndAmount, ([weights, amountMinor]) => {
      expect(sharesOf(amountMinor, weights)).toEqual(plainShares(amountMinor, weights));
    }),
    { numRuns: 2_000 },
  );
});

test('the shares sum to the amount, and none is more than its weight', () => {
  fc.assert(
    fc.property(weightsAndAmount, ([weights, amountMinor]) => {
      const shares = sharesOf(amountMinor, weights);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amountMinor);
      expect(shares.filter((share, place) => share < 0 || share > (weights[place] ?? 0))).toEqual([]);
    }),
  );
});

test('what is left over goes to the largest remainders', () => {
  expect(sharesOf(5, [2, 4, 8])).toEqual([1, 1, 3]); // exactly 0.71, 1.43 and 2.86
});

test('equal remainders go by the rank of the line, not by its place', () => {
  expect(sharesOf(2, [5, 5, 5])).toEqual([1, 1, 0]);
  expect(sharesOf(2, [5, 5, 5], [2, 1, 0])).toEqual([0, 1, 1]);
});

test('a last digit beyond what a product of doubles holds decides', () => {
  // The remainders are 100,000,016 and 100,000,017 of 200,000,033; 110,000,003 × 171,617,190 needs 55 bits.
  expect(sharesOf(110_000_003, [28_382_843, 171_617_190])).toEqual([15_610_561, 94_389_442]);
});

test('lines without weight get nothing', () => {
  expect(sharesOf(0, [0, 0])).toEqual([0, 0]);
  expect(sharesOf(3, [0, 3, 0])).toEqual([0, 3, 0]);
});

test('an amount of nothing wipes out the shares of the amount before', () => {
  const spread = createSpread(2);
  spread.count = 2;
  spread.weights.set([4, 4]);
  spreadAmount(spread, 8, 8);
  spreadAmount(spread, 0, 8);
  expect([...spread.shares]).toEqual([0, 0]);
});

test('more than the lines weigh, or less than nothing, is refused', () => {
  expect(() => sharesOf(11, [5, 5])).toThrow('no more is spread than all lines together weigh');
  expect(() => sharesOf(-1, [5, 5])).toThrow('no more is spread than all lines together weigh');
});
