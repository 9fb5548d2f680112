import { expect, test } from 'vitest';
import { combinedOf } from '#test/support/scoring-pricing.ts';
import { memberOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch } from '#test/support/scoring.ts';

const name = { fa: 'x', en: 'x' };
const stackable = { stacking: { mode: 'stackable' } };

type Given = {
  readonly lines?: readonly LineSketch[];
  readonly valuation?: object;
  readonly stamps?: Readonly<Record<string, number>>;
};

function benefitsOf(
  offers: readonly OfferSketch[],
  { lines = [[25_000]], valuation, stamps = {} }: Given = {},
) {
  const coffee = {
    stampCardId: 'coffee',
    name,
    stampsNeeded: 10,
    reward: { giftId: 'cup', name, worthMinor: 900 },
  };
  return combinedOf(
    {
      valuation: { walletCreditBasisPoints: 10_000, pointMinor: 100, ...valuation },
      stampCards: [coffee],
      offers,
    },
    { lines, member: memberOf({ stamps }) },
  ).benefits;
}

function itemsOf(effects: readonly unknown[], offer: object = {}, given: Given = {}) {
  return benefitsOf([{ offerId: 'a', effects, ...offer }], given)[0];
}

const gift = (worthMinor: number) => ({ kind: 'gift', giftId: 'pen', name, worthMinor });
const tickets = (rest: object = {}) => ({
  kind: 'raffleTickets',
  raffleId: 'car',
  name,
  tickets: 3,
  worthMinor: 101,
  ...rest,
});
const stamps = (count: number, rest: object = {}) => ({
  kind: 'stamps',
  stampCardId: 'coffee',
  stamps: count,
  ...rest,
});

test('gifts, samples and free delivery count in full', () => {
  const sample = { ...gift(50), giftId: 'cream', isSample: true };
  expect(itemsOf([gift(300), sample, { kind: 'freeDelivery', worthMinor: 40 }])).toMatchObject({
    worthMinor: 390,
    costMinor: 390,
    items: [
      { kind: 'gift', refId: 'pen', count: 1, worthMinor: 300, expireAfterDays: null },
      { kind: 'sample', refId: 'cream', count: 1, worthMinor: 50, expireAfterDays: null },
      { kind: 'freeDelivery', refId: null, count: 1, worthMinor: 40, expireAfterDays: null },
    ],
  });
});

test('a coupon counts at the rate for what may never be used, and costs its stated worth', () => {
  const coupon = { kind: 'coupon', couponId: 'next', name, worthMinor: 333, expireAfterDays: 30 };
  expect(itemsOf([coupon])).toMatchObject({
    worthMinor: 166,
    costMinor: 333,
    items: [{ kind: 'coupon', refId: 'next', count: 1, worthMinor: 166, expireAfterDays: 30 }],
  });
  expect(itemsOf([coupon], {}, { valuation: { conditionalBasisPoints: 10_000 } })).toMatchObject({
    worthMinor: 333,
  });
});

test('tickets are worth their sum at the conditional rate, rounded down once', () => {
  expect(itemsOf([tickets()])).toMatchObject({
    worthMinor: 151,
    items: [{ kind: 'raffleTicket', count: 3 }],
  });
});

test('tickets for each full amount of the basket', () => {
  const countAt = (price: number) =>
    itemsOf([tickets({ perMinor: 10_000 })], {}, { lines: [[price]] })?.items.map(({ count }) => count);
  expect([9_999, 10_000, 29_999].map(countAt)).toEqual([[], [3], [6]]);
});

test('tier progress is worth nothing and counts all the same', () => {
  expect(itemsOf([{ kind: 'tierProgress', progress: 25 }])).toMatchObject({
    worthMinor: 0,
    costMinor: 0,
    items: [{ kind: 'tierProgress', refId: null, count: 25, worthMinor: 0 }],
  });
});

test('a thing that a limit in money cannot pay whole is not given, and the next one may be', () => {
  const offer = { limits: [{ scope: 'basket', costMinor: 500 }] };
  expect(itemsOf([gift(300), gift(201), gift(200)], offer)).toMatchObject({
    worthMinor: 500,
    items: [{ worthMinor: 300 }, { worthMinor: 200 }],
    cuts: [{ by: 'basketLimit', lostMinor: 201 }],
  });
});

test('points and their multiplication come before things when a limit runs out', () => {
  const offer = { limits: [{ scope: 'basket', costMinor: 1_000 }] };
  const points = { kind: 'pointsPerAmount', points: 1, perMinor: 5_000 };
  const double = { kind: 'pointsMultiplier', factorBasisPoints: 20_000 };
  expect(itemsOf([gift(1), double, points], offer)).toMatchObject({ pointsEarned: 10, items: [] });
});

test('stamps are worth nothing until the card is full', () => {
  expect(itemsOf([stamps(3)], {}, { stamps: { coffee: 6 } })).toMatchObject({
    worthMinor: 0,
    items: [{ kind: 'stamp', refId: 'coffee', count: 3, worthMinor: 0 }],
  });
});

test('the stamp that fills the card brings its reward', () => {
  expect(itemsOf([stamps(1)], {}, { stamps: { coffee: 9 } })).toMatchObject({
    worthMinor: 900,
    costMinor: 900,
    items: [
      { kind: 'stamp', count: 1 },
      { kind: 'stampReward', refId: 'cup', count: 1, worthMinor: 900, expireAfterDays: null },
    ],
  });
});

test('stamps for each piece may fill the card several times', () => {
  const lines: readonly LineSketch[] = [
    [100, 'tea', 11],
    [100, 'nuts', 50],
  ];
  const perPiece = stamps(2, { perPieceOf: { groupIds: ['tea'] } });
  expect(itemsOf([perPiece], {}, { lines, stamps: { coffee: 8 } })).toMatchObject({
    worthMinor: 2_700,
    items: [
      { kind: 'stamp', count: 22 },
      { kind: 'stampReward', count: 3 },
    ],
  });
});

test('no stamp is given where no piece is meant', () => {
  expect(itemsOf([stamps(2, { perPieceOf: { groupIds: ['tea'] } })])).toMatchObject({ items: [] });
});

test('offers fill a card together, and the one whose stamp fills it gives the reward', () => {
  const offers = [
    { offerId: 'b', effects: [stamps(4)], ...stackable },
    { offerId: 'a', effects: [stamps(4)], ...stackable },
  ];
  const [second, first] = benefitsOf(offers, { stamps: { coffee: 3 } });
  expect(first).toMatchObject({ worthMinor: 0, items: [{ kind: 'stamp' }] });
  expect(second).toMatchObject({ worthMinor: 900, items: [{ kind: 'stamp' }, { kind: 'stampReward' }] });
});

test('stamps of a combination priced before do not count in the next', () => {
  const offers = [{ offerId: 'a', effects: [stamps(6)], ...stackable }];
  expect(benefitsOf(offers)[0]?.worthMinor).toBe(0);
  expect(benefitsOf(offers)[0]?.worthMinor).toBe(0);
});

test('an activity has no basket, and what does not need one is given all the same', () => {
  const activity = { kind: 'surveyAnswered', subjectId: null, value: 0 } as const;
  const effects = [
    { kind: 'bonusPoints', points: 5 },
    { kind: 'pointsPerAmount', points: 1, perMinor: 1 },
    { kind: 'discountPercent', basisPoints: 5_000 },
    gift(10),
  ];
  const offers = [{ offerId: 'a', effects, activity: { kind: 'surveyAnswered' } }];
  const price = combinedOf({ offers }, { activity });
  expect(price).toMatchObject({ worthMinor: 510, lineDiscountMinor: [] });
});
