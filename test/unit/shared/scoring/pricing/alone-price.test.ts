import { expect, test } from 'vitest';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, memberOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch } from '#test/support/scoring.ts';

const name = { fa: 'x', en: 'x' };

type Given = {
  readonly lines?: readonly LineSketch[];
  readonly settings?: object;
  readonly stamps?: Readonly<Record<string, number>>;
};

function alonePricesOf(
  offers: readonly OfferSketch[],
  { lines = [[10_000]], settings, stamps = {} }: Given = {},
) {
  const coffee = {
    stampCardId: 'coffee',
    name,
    stampsNeeded: 10,
    reward: { giftId: 'cup', name, worthMinor: 900 },
  };
  const { pricing, offers: compiled } = pricedSaleOf(
    ruleSetOf({ offers, stampCards: [coffee], settings: settings ?? {} }),
    inputOf({ lines, member: memberOf({ stamps }) }),
  );
  return pricing.alone(compiled);
}

const stackable = { stacking: { mode: 'stackable' } };
const points = { kind: 'pointsPerAmount', points: 1, perMinor: 1_000 };
const double = { kind: 'pointsMultiplier', factorBasisPoints: 20_000 };
const fixed = (amountMinor: number) => ({ kind: 'discountFixed', amountMinor });
const stamps = (count: number) => ({ kind: 'stamps', stampCardId: 'coffee', stamps: count });

test('an everyday offer gives in no combination more than alone', () => {
  const [price] = alonePricesOf([
    { offerId: 'a', effects: [fixed(700), points], ...stackable },
    { offerId: 'b', effects: [fixed(700)], ...stackable },
  ]);
  expect(price).toMatchObject({
    worthMinor: 1_700,
    discountMinor: 700,
    discountMaxMinor: 700,
    restWorthMaxMinor: 1_000,
    pointsEarned: 10,
    walletCreditMinor: 0,
  });
});

test('a multiplier may at most multiply the points of all that can stand beside it', () => {
  const single = (offerId: string, perMinor: number) => ({ offerId, effects: [{ ...points, perMinor }] });
  const prices = alonePricesOf([
    { offerId: 'a', effects: [double], ...stackable },
    { offerId: 'b', effects: [points], ...stackable },
    single('c', 500),
    single('d', 250),
    { offerId: 'e', effects: [{ ...points, perMinor: 2_000 }], stacking: { mode: 'perLine' } },
    { offerId: 'f', effects: [double] },
    { offerId: 'g', effects: [double, points], stacking: { mode: 'alone' } },
    { offerId: 'h', effects: [double], stacking: { mode: 'perLine' } },
  ]);
  const restOf = (offerId: string) =>
    prices.find(({ compiled }) => compiled.offer.offerId === offerId)?.restWorthMaxMinor;
  expect(restOf('a')).toBe(5_000); // 10 points of b and the best single one's 40
  expect(restOf('f')).toBe(1_000); // single: only b's
  expect(restOf('g')).toBe(2_000); // alone: its own 10, and as many again
  expect(restOf('h')).toBe(1_500); // beside b and e
});

test('stamps may fill a card that others filled but for one stamp', () => {
  const alone = alonePricesOf([{ offerId: 'a', effects: [stamps(2)], ...stackable }], {
    stamps: { coffee: 5 },
  });
  expect(alone[0]).toMatchObject({ worthMinor: 0, restWorthMaxMinor: 0 });
  const joint = alonePricesOf(
    [
      { offerId: 'a', effects: [stamps(2)], ...stackable },
      { offerId: 'b', effects: [stamps(12)], ...stackable },
    ],
    { stamps: { coffee: 5 } },
  );
  expect(joint.map(({ worthMinor, restWorthMaxMinor }) => [worthMinor, restWorthMaxMinor])).toEqual([
    [0, 900],
    [900, 1_800],
  ]);
});

test('a limit that a discount uses up alone is open to points where the discount gets nothing', () => {
  const limits = [{ scope: 'basket', costMinor: 700 }];
  const [price] = alonePricesOf([{ offerId: 'a', effects: [fixed(700), points], limits, ...stackable }]);
  expect(price).toMatchObject({ worthMinor: 700, discountMaxMinor: 700, restWorthMaxMinor: 700 });
});

test('points on the paid price may be those of the full one, where the discount of the offer gets nothing', () => {
  const lines: readonly LineSketch[] = [
    [10_000, 'tea'],
    [10_000, 'nuts'],
  ];
  const on = (groupId: string) => ({ on: { groupIds: [groupId] } });
  const offers = [
    { offerId: 'a', effects: [{ ...fixed(4_000), ...on('nuts') }], ...stackable },
    {
      offerId: 'b',
      effects: [
        { ...fixed(4_000), ...on('tea') },
        { ...points, ...on('tea') },
      ],
      ...stackable,
    },
  ];
  const settings = { earnOn: 'paid', discountCapMinor: 4_000 };
  expect(alonePricesOf(offers, { lines, settings })[1]).toMatchObject({
    worthMinor: 4_600,
    restWorthMaxMinor: 1_000,
  });
});

test('a discount that a floor cut alone may take more where others lower the price of that line', () => {
  const lines: readonly LineSketch[] = [
    { unitPriceMinor: 1_000, groupId: 'tea', floorUnitPriceMinor: 900 },
    { unitPriceMinor: 1_000, groupId: 'nuts' },
  ];
  const [price] = alonePricesOf([{ offerId: 'a', effects: [fixed(800)], ...stackable }], { lines });
  expect(price).toMatchObject({ discountMinor: 500, discountMaxMinor: 800 });
  expect(price?.lineSharesMax()).toEqual([100, 400]);
});

test('at a later stage a fixed amount may come to lie on one line, a share of the price may not', () => {
  const lines: readonly LineSketch[] = [[1_000], [3_000]];
  const later = { stacking: { mode: 'stackable', stage: 2 } };
  const offers = [
    { offerId: 'a', effects: [fixed(400)], ...stackable },
    { offerId: 'b', effects: [fixed(400)], ...later },
    { offerId: 'c', effects: [{ kind: 'discountPercent', basisPoints: 1_000 }], ...later },
    { offerId: 'd', effects: [points], ...later },
  ];
  const prices = alonePricesOf(offers, { lines });
  expect(prices.map((price) => price.lineSharesMax())).toEqual([[100, 300], [400, 400], [100, 300], null]);
});

test('the lines of an offer are those of its discounts', () => {
  const lines: readonly LineSketch[] = [
    [1, 'tea'],
    [1, 'nuts'],
    [1, 'toys'],
    [1, 'tea'],
  ];
  const on = (groupId: string) => ({ on: { groupIds: [groupId] } });
  const [price, other] = alonePricesOf(
    [
      {
        offerId: 'a',
        effects: [
          { ...fixed(1), ...on('toys') },
          { ...fixed(1), ...on('tea') },
          { ...points, ...on('nuts') },
        ],
      },
      { offerId: 'b', effects: [points] },
    ],
    { lines },
  );
  expect(price?.discountedLines()).toEqual([0, 2, 3]);
  expect(other?.discountedLines()).toEqual([]);
});

test('what is asked of a price later does not depend on what was priced in between', () => {
  const offers = [
    { offerId: 'a', effects: [fixed(900)], ...stackable },
    { offerId: 'b', effects: [fixed(9_500)], ...stackable },
  ];
  const sale = pricedSaleOf(ruleSetOf({ offers }), inputOf({ lines: [[4_000], [6_000]] }));
  const [first] = sale.pricing.alone(sale.offers);
  expect(sale.pricing.combined(sale.offers).lineDiscountMinor).toEqual([4_000, 6_000]);
  expect(first?.lineSharesMax()).toEqual([360, 540]);
  expect(first?.benefit()).toMatchObject({ discountMinor: 900, cuts: [] });
  expect(sale.pricing.combined(sale.offers).lineDiscountMinor).toEqual([4_000, 6_000]);
});
