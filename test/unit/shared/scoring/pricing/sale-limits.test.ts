import { expect, test } from 'vitest';
import { basketGrossMinorMax, lineQuantityMax, unitPriceMinorMax } from '#shared/domain/basket.ts';
import {
  pointMinorMax,
  pointsPerSaleMax,
  walletCreditPerSaleMinorMax,
} from '#shared/scoring/language/rule-set.ts';
import { combinedOf, pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch } from '#test/support/scoring.ts';

/** A basket at its limit: a hundred thousand of the dearest pieces. */
const dearest: readonly LineSketch[] = [
  ...Array.from({ length: 10 }, () => [unitPriceMinorMax, 'tea', lineQuantityMax] as const),
  [unitPriceMinorMax, 'tea', 10],
];
const stackable = { stacking: { mode: 'stackable' } };
const dearestPoint = { walletCreditBasisPoints: 100_000, pointMinor: pointMinorMax };

function benefitsOf(offers: readonly OfferSketch[], rest: object = {}, lines = dearest) {
  return combinedOf({ valuation: dearestPoint, ...rest, offers }, { lines });
}

test('points of a sale stop at the maximum of a sale, over all offers', () => {
  const many = { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 1 };
  const { benefits } = benefitsOf([
    { offerId: 'a', effects: [{ kind: 'bonusPoints', points: 400 }], ...stackable },
    { offerId: 'b', effects: [many], ...stackable },
    { offerId: 'c', effects: [many, { kind: 'pointsMultiplier', factorBasisPoints: 100_000 }], ...stackable },
  ]);
  expect(benefits.map(({ pointsEarned }) => pointsEarned)).toEqual([400, pointsPerSaleMax - 400, 0]);
  expect(benefits.map(({ cuts }) => cuts.map(({ by }) => by))).toEqual([
    [],
    ['saleMaximum'],
    ['saleMaximum'],
  ]);
  expect(benefits[1]?.worthMinor).toBe((pointsPerSaleMax - 400) * pointMinorMax);
});

test('the points lost to the maximum are told exactly while they can be', () => {
  const points = { kind: 'pointsPerAmount', points: 1, perMinor: 1 };
  const lines: readonly LineSketch[] = [[pointsPerSaleMax + 7]];
  const { benefits } = benefitsOf([{ offerId: 'a', effects: [points] }], {}, lines);
  expect(benefits[0]?.cuts).toEqual([{ by: 'saleMaximum', lostMinor: 7 * pointMinorMax }]);
});

test('credit of a sale stops at the maximum of a sale', () => {
  const all = { kind: 'walletCreditPercent', basisPoints: 10_000 };
  const { benefits } = benefitsOf([
    { offerId: 'a', effects: [{ kind: 'walletCreditFixed', amountMinor: 70 }], ...stackable },
    { offerId: 'b', effects: [all, all], ...stackable },
  ]);
  const given = benefits.map(({ walletCreditMinor }) => walletCreditMinor);
  expect(given).toEqual([70, walletCreditPerSaleMinorMax - 70]);
  expect(benefits[1]?.worthMinor).toBe((walletCreditPerSaleMinorMax - 70) * 10);
  expect(benefits[1]?.cuts.map(({ by }) => by)).toEqual(['saleMaximum']);
});

test('the dearest basket is discounted to the last minor unit', () => {
  const { lineDiscountMinor, worthMinor } = benefitsOf([
    { offerId: 'a', effects: [{ kind: 'discountPercent', basisPoints: 3_333 }], ...stackable },
    { offerId: 'b', effects: [{ kind: 'discountFixed', amountMinor: 123_456_789_012_345 }], ...stackable },
  ]);
  expect(worthMinor).toBe(333_300_000_000_000 + 123_456_789_012_345);
  expect(lineDiscountMinor.reduce((sum, one) => sum + one, 0)).toBe(worthMinor);
});

test('everything for the dearest basket at once, at the highest rates, is still a safe integer', () => {
  const { worthMinor } = benefitsOf([
    {
      offerId: 'a',
      effects: [
        { kind: 'discountPercent', basisPoints: 10_000 },
        { kind: 'bonusPoints', points: 1_000_000 },
        { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 1 },
        { kind: 'walletCreditPercent', basisPoints: 10_000 },
      ],
    },
  ]);
  expect(worthMinor).toBe(
    basketGrossMinorMax + pointsPerSaleMax * pointMinorMax + walletCreditPerSaleMinorMax * 10,
  );
  expect(Number.isSafeInteger(worthMinor)).toBe(true);
});

test('losses too large to add up stay the largest that can be said', () => {
  const all = { kind: 'walletCreditPercent', basisPoints: 10_000, capMinor: 0 };
  const { benefits } = benefitsOf([{ offerId: 'a', effects: [all, all, all] }]);
  expect(benefits[0]?.cuts).toEqual([{ by: 'effectCap', lostMinor: Number.MAX_SAFE_INTEGER }]);
});

test('free pieces of huge quantities are counted, not laid out', () => {
  const free = { kind: 'cheapestFree', everyPieces: 2, freePieces: 1 };
  const lines: readonly LineSketch[] = Array.from({ length: 50 }, (_, place) => [
    1_000 + place,
    null,
    lineQuantityMax,
  ]);
  // 499,950 pieces, of which 249,975 are free: those of the 25 cheapest lines, each at 1,000 to 1,024.
  const { lineDiscountMinor } = benefitsOf([{ offerId: 'a', effects: [free] }], {}, lines);
  expect(lineDiscountMinor).toEqual(
    lines.map((_, place) => (place < 25 ? (1_000 + place) * lineQuantityMax : 0)),
  );
});

test('a line at no price and an empty price list of nothing give no negative zero', () => {
  const { lineDiscountMinor, benefits, worthMinor } = benefitsOf(
    [{ offerId: 'a', effects: [{ kind: 'discountPercent', basisPoints: 10_000 }] }],
    {},
    [[0], [0]],
  );
  for (const amount of [
    ...lineDiscountMinor,
    worthMinor,
    benefits[0]?.discountMinor,
    benefits[0]?.costMinor,
  ]) {
    expect(Object.is(amount, 0)).toBe(true);
  }
});

test('a worth beyond the safe integers is a bug and throws', () => {
  const treasure = { kind: 'gift', giftId: 'x', name: { fa: 'x', en: 'x' }, worthMinor: 1_000_000_000_000 };
  const offers = Array.from({ length: 1_000 }, (_, place) => ({
    offerId: `offer-${place}`,
    effects: Array.from({ length: 10 }, () => treasure),
    ...stackable,
  }));
  const { pricing, offers: compiled } = pricedSaleOf(ruleSetOf({ offers }), inputOf({ lines: [[1]] }));
  expect(() => pricing.worthOf(compiled)).toThrow('a sum is a safe integer');
});
