import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from '#shared/scoring/allocate.ts';
import { saleFacts } from '#shared/scoring/sale-facts.ts';
import { inputOf, linesOf } from '#test/support/scoring.ts';

const pricedLines = (prices: readonly number[]) =>
  saleFacts(inputOf(linesOf(prices.map((price) => [price] as const)))).lines;
const amounts = (amountMinor: number, prices: readonly number[]) =>
  allocate(amountMinor, pricedLines(prices)).map((share) => share.amountMinor);

const prices = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10_000_000_000 })),
  {
    minLength: 1,
    maxLength: 20,
  },
);
const amountAndPrices = prices.chain((list) => {
  const total = list.reduce((sum, price) => sum + price, 0);
  return fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(list));
});

test('the shares sum to the amount, and none is more than its line costs', () => {
  fc.assert(
    fc.property(amountAndPrices, ([amount, list]) => {
      const shares = amounts(amount, list);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      expect(shares.filter((share, place) => share < 0 || share > (list[place] ?? 0))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('every share is less than one unit away from its exact proportion', () => {
  fc.assert(
    fc.property(amountAndPrices, ([amount, list]) => {
      const total = BigInt(list.reduce((sum, price) => sum + price, 0));
      const far = amounts(amount, list).filter((share, place) => {
        const distance = BigInt(share) * total - BigInt(amount) * BigInt(list[place] ?? 0);
        return total > 0n && (distance >= total || distance <= -total);
      });
      expect(far).toEqual([]);
    }),
  );
});

test('the order of the lines does not matter', () => {
  fc.assert(
    fc.property(amountAndPrices, ([amount, list]) => {
      const lines = pricedLines(list);
      const byLine = (shares: ReturnType<typeof allocate>) =>
        Object.fromEntries(shares.map(({ line, amountMinor }) => [line.lineId, amountMinor]));
      expect(byLine(allocate(amount, lines.toReversed()))).toEqual(byLine(allocate(amount, lines)));
    }),
  );
});

test('what is left over goes to the largest remainders, equal ones by line id', () => {
  expect(amounts(2, [5, 5, 5])).toEqual([1, 1, 0]);
  expect(amounts(5, [2, 4, 8])).toEqual([1, 1, 3]); // exactly 0.71, 1.43 and 2.86
});

test('lines at no price get nothing', () => {
  expect(amounts(0, [0, 0])).toEqual([0, 0]);
  expect(amounts(3, [0, 3, 0])).toEqual([0, 3, 0]);
});

test('more than the lines cost is refused', () => {
  expect(() => amounts(11, [5, 5])).toThrow('no more is allocated than the lines cost');
});
