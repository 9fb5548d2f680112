import { expect, test } from 'vitest';
import { combinedOf } from '#test/support/scoring-pricing.ts';
import type { LineSketch, OfferSketch } from '#test/support/scoring.ts';

type Given = {
  readonly lines?: readonly LineSketch[];
  readonly settings?: object;
  readonly valuation?: object;
  readonly offer?: object;
};

/** What one offer of these effects gives; a point is worth 100 and credit its face where nothing is said. */
function earnedBy(effects: readonly unknown[], given: Given = {}) {
  const { lines = [[25_000]], settings = {}, offer = {} } = given;
  const valuation = { walletCreditBasisPoints: 10_000, pointMinor: 100, ...given.valuation };
  const { benefits } = combinedOf(
    { settings, valuation, offers: [{ offerId: 'a', effects, ...offer }] },
    { lines },
  );
  return benefits[0];
}

const perAmount = (rest: object = {}) => ({ kind: 'pointsPerAmount', points: 3, perMinor: 10_000, ...rest });
const bonus = (points: number, rest: object = {}) => ({ kind: 'bonusPoints', points, ...rest });
const creditPercent = (basisPoints: number, rest: object = {}) => ({
  kind: 'walletCreditPercent',
  basisPoints,
  ...rest,
});
const credit = (amountMinor: number, rest: object = {}) => ({
  kind: 'walletCreditFixed',
  amountMinor,
  ...rest,
});

test('points are given for each full step of the amount', () => {
  const pointsAt = (price: number) => earnedBy([perAmount()], { lines: [[price]] })?.pointsEarned;
  expect([9_999, 10_000, 19_999, 20_000].map(pointsAt)).toEqual([0, 3, 3, 6]);
});

test('a started step counts by the rounding that the effect names', () => {
  const pointsBy = (rounding: string, price: number) =>
    earnedBy([perAmount({ rounding })], { lines: [[price]] })?.pointsEarned;
  expect([14_999, 15_000].map((price) => pointsBy('halfUp', price))).toEqual([3, 6]);
  expect([10_000, 10_001].map((price) => pointsBy('ceil', price))).toEqual([3, 6]);
  expect(pointsBy('floor', 19_999)).toBe(3);
});

test('points of a group reckon on its lines only', () => {
  const lines: readonly LineSketch[] = [
    [20_000, 'tea'],
    [30_000, 'nuts'],
  ];
  expect(earnedBy([perAmount({ on: { groupIds: ['tea'] } })], { lines })).toMatchObject({ pointsEarned: 6 });
});

test('a benefit names the points and credit of each effect with its own terms', () => {
  expect(
    earnedBy([
      bonus(5),
      credit(700, { releaseAfterDays: 14, expireAfterDays: 60 }),
      bonus(2, { expireAfterDays: 9 }),
    ]),
  ).toEqual({
    worthMinor: 1_400,
    costMinor: 1_400,
    discountMinor: 0,
    walletCreditMinor: 700,
    pointsEarned: 7,
    timed: [
      { unit: 'points', amount: 5, releaseAfterDays: 0, expireAfterDays: null },
      { unit: 'walletCredit', amount: 700, releaseAfterDays: 14, expireAfterDays: 60 },
      { unit: 'points', amount: 2, releaseAfterDays: 0, expireAfterDays: 9 },
    ],
    items: [],
    cuts: [],
  });
});

test('an effect that gives nothing leaves no trace', () => {
  expect(earnedBy([perAmount()], { lines: [[9_999]] })).toMatchObject({ timed: [], cuts: [], worthMinor: 0 });
});

test('credit counts at the rate of the owner, rounded down, and costs its face', () => {
  const valuation = { walletCreditBasisPoints: 9_000 };
  expect(earnedBy([credit(111)], { valuation })).toMatchObject({ worthMinor: 99, costMinor: 111 }); // 99.9
});

test('what is held back counts at the rate for that, after the rate of credit, each rounded down', () => {
  const valuation = { walletCreditBasisPoints: 9_000, pendingBasisPoints: 5_000 };
  // 999 × 0.9 is 899.1; half of 899 is 449.5.
  expect(earnedBy([credit(999, { releaseAfterDays: 1 })], { valuation })).toMatchObject({ worthMinor: 449 });
  expect(earnedBy([credit(999, { releaseAfterDays: 0 })], { valuation })).toMatchObject({ worthMinor: 899 });
  expect(earnedBy([bonus(3, { releaseAfterDays: 7 })], { valuation })).toMatchObject({
    worthMinor: 150,
    costMinor: 300,
  });
});

test('a share of the amount as credit is rounded down and cut at its cap', () => {
  expect(earnedBy([creditPercent(333)], { lines: [[1_000]] })).toMatchObject({ walletCreditMinor: 33 });
  const valuation = { walletCreditBasisPoints: 5_000 };
  expect(earnedBy([creditPercent(1_000, { capMinor: 400 })], { valuation })).toMatchObject({
    walletCreditMinor: 400,
    worthMinor: 200,
    cuts: [{ by: 'effectCap', lostMinor: 1_050 }], // 2,500 is worth 1,250
  });
});

test('credit is a multiple of the step, rounded down after every cap', () => {
  const settings = { grantStepMinor: 100 };
  expect(earnedBy([creditPercent(1_000, { capMinor: 450 })], { settings })).toMatchObject({
    walletCreditMinor: 400,
    cuts: [{ by: 'effectCap', lostMinor: 2_050 }], // 2,500 less 450
  });
  expect(earnedBy([credit(99)], { settings })).toMatchObject({ walletCreditMinor: 0, timed: [], cuts: [] });
});

test('steps give points or credit by amount or quantity, on the full price', () => {
  const steps = [
    { from: 2, value: 10 },
    { from: 4, value: 50 },
  ];
  const byPieces = (gives: string, quantity: number) =>
    earnedBy([{ kind: 'steps', by: 'quantity', gives, steps }], { lines: [[100, null, quantity]] });
  expect([1, 2, 3, 4].map((pieces) => byPieces('points', pieces)?.pointsEarned)).toEqual([0, 10, 10, 50]);
  expect(byPieces('walletCreditMinor', 4)).toMatchObject({ walletCreditMinor: 50 });
});

test('a limit in money cuts points to as many as it can pay', () => {
  const offer = { limits: [{ scope: 'basket', costMinor: 1_099 }] };
  expect(earnedBy([bonus(12)], { offer })).toMatchObject({
    pointsEarned: 10,
    costMinor: 1_000,
    cuts: [{ by: 'basketLimit', lostMinor: 200 }],
  });
});

test('a limit in money does not cut points that are worth nothing', () => {
  const offer = { limits: [{ scope: 'basket', costMinor: 1 }] };
  expect(earnedBy([bonus(12)], { offer, valuation: { pointMinor: 0 } })).toMatchObject({
    pointsEarned: 12,
    worthMinor: 0,
    cuts: [],
  });
});

test('what an offer has cost so far is taken off its limit', () => {
  const offer = { limits: [{ scope: 'basket', costMinor: 1_000 }] };
  const discount = { kind: 'discountFixed', amountMinor: 400 };
  expect(earnedBy([credit(500), discount, bonus(9)], { offer })).toMatchObject({
    discountMinor: 400,
    walletCreditMinor: 500,
    pointsEarned: 1,
    cuts: [{ by: 'basketLimit', lostMinor: 800 }],
  });
});

const stackable = { stacking: { mode: 'stackable' } };

function pointsOf(offers: readonly OfferSketch[], given: { readonly settings?: object } = {}) {
  const { benefits } = combinedOf({ ...given, offers }, { lines: [[50_000]] });
  return benefits.map(({ pointsEarned }) => pointsEarned);
}

test('points on the full price take no notice of discounts, points on the paid one do', () => {
  const offers = [
    { offerId: 'a', effects: [perAmount()], ...stackable },
    { offerId: 'b', effects: [{ kind: 'discountPercent', basisPoints: 3_000 }], ...stackable },
  ];
  expect(pointsOf(offers)).toEqual([15, 0]);
  expect(pointsOf(offers, { settings: { earnOn: 'paid' } })).toEqual([9, 0]); // 35,000 is three full steps
});

test('a multiplier adds to the points per amount of every offer, and to no bonus', () => {
  const offers = [
    { offerId: 'a', effects: [{ kind: 'pointsMultiplier', factorBasisPoints: 20_000 }], ...stackable },
    { offerId: 'b', effects: [perAmount(), bonus(100)], ...stackable },
    { offerId: 'c', effects: [perAmount({ points: 1 })], ...stackable },
  ];
  expect(pointsOf(offers)).toEqual([20, 115, 5]);
});

test('several multipliers add up, and none multiplies another', () => {
  const offers = [
    { offerId: 'a', effects: [{ kind: 'pointsMultiplier', factorBasisPoints: 20_000 }], ...stackable },
    { offerId: 'b', effects: [{ kind: 'pointsMultiplier', factorBasisPoints: 15_000 }], ...stackable },
    { offerId: 'c', effects: [perAmount()], ...stackable },
  ];
  expect(pointsOf(offers)).toEqual([15, 7, 15]); // half of 15 is 7.5
});

test('a multiplier reckons on points as they were given after limits', () => {
  const offers = [
    { offerId: 'a', effects: [{ kind: 'pointsMultiplier', factorBasisPoints: 30_000 }], ...stackable },
    {
      offerId: 'b',
      effects: [perAmount()],
      limits: [{ scope: 'basket', costMinor: 400 }],
      ...stackable,
    },
  ];
  expect(pointsOf(offers)).toEqual([8, 4]);
});

test('a multiplier without points per amount gives nothing', () => {
  expect(earnedBy([{ kind: 'pointsMultiplier', factorBasisPoints: 20_000 }, bonus(4)])).toMatchObject({
    pointsEarned: 4,
    timed: [{ unit: 'points', amount: 4 }],
  });
});
