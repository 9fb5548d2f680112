import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { combinedOf } from '#test/support/scoring-pricing.ts';
import { memberOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch, SaleSketch } from '#test/support/scoring.ts';

const threeLines: readonly LineSketch[] = [
  [1_000, 'tea'],
  [2_000, 'tea'],
  [3_000, 'nuts'],
];

type Given = {
  readonly lines?: readonly LineSketch[];
  readonly settings?: object;
  readonly sale?: SaleSketch;
};

/** What one offer of these effects takes: in all, off each line, and what cut it. */
function discountOf(effects: readonly unknown[], offer: object = {}, given: Given = {}) {
  const { lines = threeLines, settings = {}, sale = {} } = given;
  const price = combinedOf({ settings, offers: [{ offerId: 'a', effects, ...offer }] }, { lines, ...sale });
  const [benefit] = price.benefits;
  return { of: price.lineDiscountMinor, cuts: benefit?.cuts, ...sums(benefit?.discountMinor, price) };
}

function sums(discountMinor: number | undefined, { worthMinor }: { readonly worthMinor: number }) {
  return { discountMinor, worthMinor };
}

const uncut = { cuts: [] };
const percent = (basisPoints: number, rest: object = {}) => ({
  kind: 'discountPercent',
  basisPoints,
  ...rest,
});
const fixed = (amountMinor: number, rest: object = {}) => ({ kind: 'discountFixed', amountMinor, ...rest });
const tea = { on: { groupIds: ['tea'] } };

test('a share of the basket is spread over all lines by price', () => {
  expect(discountOf([percent(1_000)])).toMatchObject({ ...uncut, discountMinor: 600, of: [100, 200, 300] });
});

test('a share of a group touches no other line', () => {
  expect(discountOf([percent(1_000, tea)])).toMatchObject({
    ...uncut,
    discountMinor: 300,
    of: [100, 200, 0],
  });
});

test('a share is rounded down to a whole minor unit', () => {
  // 10 % of 19 is 1.9; its exact spread over 9 and 10 is 0.47 and 0.53.
  expect(discountOf([percent(1_000)], {}, { lines: [[9], [10]] })).toMatchObject({
    discountMinor: 1,
    of: [0, 1],
  });
});

test('a share of which the cap of the effect leaves less says what was lost', () => {
  // 600 wanted, 100 allowed: exactly 16.67, 33.33 and 50.
  expect(discountOf([percent(1_000, { capMinor: 100 })])).toMatchObject({
    discountMinor: 100,
    worthMinor: 100,
    of: [17, 33, 50],
    cuts: [{ by: 'effectCap', lostMinor: 500 }],
  });
  expect(discountOf([percent(1_000, { capMinor: 600 })])).toMatchObject({ ...uncut, discountMinor: 600 });
});

test('an amount is spread over the lines by price', () => {
  expect(discountOf([fixed(1_200)])).toMatchObject({ ...uncut, discountMinor: 1_200, of: [200, 400, 600] });
});

test('an amount above the price takes the price and loses the rest', () => {
  expect(discountOf([fixed(3_001, tea)])).toMatchObject({
    of: [1_000, 2_000, 0],
    cuts: [{ by: 'linePrice', lostMinor: 1 }],
  });
  expect(discountOf([fixed(3_000, tea)])).toMatchObject({ ...uncut, of: [1_000, 2_000, 0] });
});

test('a selection that nothing of the basket belongs to gives nothing', () => {
  expect(discountOf([percent(5_000, { on: { groupIds: ['toys'] } })])).toMatchObject({
    ...uncut,
    discountMinor: 0,
    of: [0, 0, 0],
  });
});

const steps = (rest: object) => ({
  kind: 'steps',
  steps: [
    { from: 3_000, value: 100 },
    { from: 6_000, value: 300 },
  ],
  ...rest,
});

test('steps of the amount give the value of the highest step reached', () => {
  const by = { by: 'amountMinor', gives: 'discountMinor' };
  const amountAt = (price: number) => discountOf([steps(by)], {}, { lines: [[price]] }).discountMinor;
  expect([2_999, 3_000, 5_999, 6_000, 60_000].map(amountAt)).toEqual([0, 100, 100, 300, 300]);
});

test('steps of the amount look at their selection only', () => {
  const by = { by: 'amountMinor', gives: 'discountMinor', ...tea };
  expect(discountOf([steps(by)])).toMatchObject({ discountMinor: 100, of: [33, 67, 0] });
});

test('steps of the quantity may give a share of the price', () => {
  const byPieces = {
    kind: 'steps',
    by: 'quantity',
    gives: 'discountBasisPoints',
    steps: [
      { from: 2, value: 1_000 },
      { from: 3, value: 2_000 },
    ],
  };
  const takenOf = (pieces: number) =>
    discountOf([byPieces], {}, { lines: [[1_000, 'tea', pieces]] }).discountMinor;
  expect([1, 2, 3].map(takenOf)).toEqual([0, 200, 600]);
});

test('a step above the price takes the price and loses the rest', () => {
  const step = { kind: 'steps', by: 'quantity', gives: 'discountMinor', steps: [{ from: 1, value: 900 }] };
  expect(discountOf([step], {}, { lines: [[800]] })).toMatchObject({
    discountMinor: 800,
    cuts: [{ by: 'linePrice', lostMinor: 100 }],
  });
});

const cheapest = (rest: object = {}) => ({ kind: 'cheapestFree', everyPieces: 3, freePieces: 1, ...rest });

test('of each full number of pieces the cheapest are free, across lines', () => {
  // Seven pieces are two times three: the two cheapest, one at 500 and one at 700, are free.
  const lines: readonly LineSketch[] = [
    [700, 'tea', 4],
    [500, 'tea', 1],
    [900, 'tea', 2],
  ];
  expect(discountOf([cheapest()], {}, { lines })).toMatchObject({ ...uncut, of: [700, 500, 0] });
});

test('one piece short of the number nothing is free', () => {
  expect(discountOf([cheapest()], {}, { lines: [[700, 'tea', 2]] })).toMatchObject({ discountMinor: 0 });
  expect(discountOf([cheapest()], {}, { lines: [[700, 'tea', 3]] })).toMatchObject({ discountMinor: 700 });
});

test('pieces are free no more often than allowed', () => {
  const lines: readonly LineSketch[] = [[100, 'tea', 12]];
  expect(discountOf([cheapest({ timesMax: 2 })], {}, { lines })).toMatchObject({
    ...uncut,
    discountMinor: 200,
  });
  expect(discountOf([cheapest({ timesMax: 9 })], {}, { lines })).toMatchObject({
    ...uncut,
    discountMinor: 400,
  });
});

test('of pieces of one price those of the lower line are free first', () => {
  expect(discountOf([cheapest()], {}, { lines: [[500], [500], [500]] })).toMatchObject({ of: [500, 0, 0] });
});

test('free pieces cut at a cap are shared by what each line would have got', () => {
  // Free: 500 and 100, wanted 600; of 300 exactly 250 and 50.
  const lines: readonly LineSketch[] = [[500], [100], [900, null, 4]];
  expect(discountOf([cheapest()], { discountCapMinor: 300 }, { lines })).toMatchObject({
    of: [250, 50, 0],
    cuts: [{ by: 'offerCap', lostMinor: 300 }],
  });
});

test('pieces at a fixed price cost that, and cheaper ones keep their price', () => {
  const toTen = { kind: 'fixedPrice', on: {}, unitPriceMinor: 1_000 };
  const lines: readonly LineSketch[] = [
    [1_500, 'tea', 2],
    [900, 'tea', 5],
    [1_000, 'tea', 1],
  ];
  expect(discountOf([toTen], {}, { lines })).toMatchObject({ ...uncut, of: [1_000, 0, 0] });
});

test('all discounts of one offer share its cap', () => {
  expect(discountOf([fixed(200), fixed(400)], { discountCapMinor: 500 })).toMatchObject({
    discountMinor: 500,
    cuts: [{ by: 'offerCap', lostMinor: 100 }],
  });
});

test('a cut that comes twice is told once, with its sum', () => {
  expect(discountOf([fixed(200), fixed(400), fixed(50)], { discountCapMinor: 300 })).toMatchObject({
    discountMinor: 300,
    cuts: [{ by: 'offerCap', lostMinor: 350 }],
  });
});

test('a limit in money cuts at what earlier uses left, and is named by its scope', () => {
  const cutBy = (scope: string) => {
    const used = { [`a/${scope}/lifetime`]: { uses: 3, costMinor: minor(750) } };
    const sale = {
      limitUses: scope === 'member' ? {} : used,
      member: memberOf({ limitUses: scope === 'member' ? used : {} }),
    };
    return discountOf([fixed(400)], { limits: [{ scope, costMinor: 1_000 }] }, { sale });
  };
  expect(cutBy('chain')).toMatchObject({ discountMinor: 250, cuts: [{ by: 'chainBudget', lostMinor: 150 }] });
  expect(cutBy('store')).toMatchObject({ discountMinor: 250, cuts: [{ by: 'storeBudget', lostMinor: 150 }] });
  expect(cutBy('till')).toMatchObject({ discountMinor: 250, cuts: [{ by: 'tillBudget', lostMinor: 150 }] });
  expect(cutBy('member')).toMatchObject({
    discountMinor: 250,
    cuts: [{ by: 'memberLimit', lostMinor: 150 }],
  });
});

test('a limit of the basket knows no earlier uses', () => {
  const sale = { limitUses: { 'a/basket/lifetime': { uses: 1, costMinor: minor(90) } } };
  expect(discountOf([fixed(400)], { limits: [{ scope: 'basket', costMinor: 100 }] }, { sale })).toMatchObject(
    { discountMinor: 100, cuts: [{ by: 'basketLimit', lostMinor: 300 }] },
  );
});

test('the cap of the offer cuts first, then each limit, then the cap of the sale', () => {
  const offer = {
    discountCapMinor: 900,
    limits: [
      { scope: 'basket', costMinor: 800 },
      { scope: 'chain', costMinor: 700 },
    ],
  };
  expect(discountOf([fixed(1_000)], offer, { settings: { discountCapMinor: 600 } })).toMatchObject({
    discountMinor: 600,
    cuts: [
      { by: 'offerCap', lostMinor: 100 },
      { by: 'basketLimit', lostMinor: 100 },
      { by: 'chainBudget', lostMinor: 100 },
      { by: 'discountCap', lostMinor: 100 },
    ],
  });
});

test('the cap of the sale is the smaller of an amount and a share of the basket, rounded down', () => {
  const capped = (settings: object) =>
    discountOf([percent(10_000)], {}, { settings, lines: [[999]] }).discountMinor;
  expect(capped({ discountCapBasisPoints: 1_000 })).toBe(99);
  expect(capped({ discountCapBasisPoints: 1_000, discountCapMinor: 50 })).toBe(50);
  expect(capped({ discountCapBasisPoints: 1_000, discountCapMinor: 500 })).toBe(99);
});

test('a discount is a multiple of the step, and rounding is no cut', () => {
  // 10 % of 5,996 is 599; in steps of 100 that is 500, exactly 83.39, 166.78 and 249.83.
  const lines: readonly LineSketch[] = [[1_000], [2_000], [2_996]];
  expect(discountOf([percent(1_000)], {}, { lines, settings: { grantStepMinor: 100 } })).toMatchObject({
    ...uncut,
    discountMinor: 500,
    of: [83, 167, 250],
  });
});

test('no discount goes below the floor of a line, and what is cut moves to no other line', () => {
  // 1,500 wanted of each line; the first may give 999 only.
  const lines: readonly LineSketch[] = [
    { unitPriceMinor: 1_000, quantity: 3, floorUnitPriceMinor: 667 },
    { unitPriceMinor: 3_000 },
  ];
  expect(discountOf([percent(5_000)], {}, { lines })).toMatchObject({
    discountMinor: 2_499,
    of: [999, 1_500],
    cuts: [{ by: 'lineFloor', lostMinor: 501 }],
  });
});

test('the floor of a line is the larger of its own and the share of the price that no discount may touch', () => {
  const lines: readonly LineSketch[] = [
    { unitPriceMinor: 1_001, floorUnitPriceMinor: 300 },
    { unitPriceMinor: 9_000 },
  ];
  const takenAt = (lineFloorBasisPoints: number) =>
    discountOf([percent(9_000)], {}, { lines, settings: { lineFloorBasisPoints } }).of[0];
  expect(takenAt(0)).toBe(701); // 900 wanted, 300 stay
  expect(takenAt(5_000)).toBe(500); // half of 1,001, rounded up, stays
});

test('what a cut line leaves beyond whole steps is taken back from the largest share', () => {
  // 800 wanted, 400 of each; the first may give 150, and 550 is no multiple of 100.
  const lines: readonly LineSketch[] = [
    { unitPriceMinor: 1_000, floorUnitPriceMinor: 850 },
    { unitPriceMinor: 1_000 },
  ];
  expect(discountOf([fixed(800)], {}, { lines, settings: { grantStepMinor: 100 } })).toMatchObject({
    discountMinor: 500,
    of: [150, 350],
    cuts: [{ by: 'lineFloor', lostMinor: 250 }],
  });
});

test('of equal shares the one of the lower line is taken back', () => {
  const lines: readonly LineSketch[] = [
    { unitPriceMinor: 1_000 },
    { unitPriceMinor: 1_000 },
    { unitPriceMinor: 1_000, floorUnitPriceMinor: 950 },
  ];
  // 600 wanted, 200 of each; the last gives 50: of 450 the 50 go back.
  expect(discountOf([fixed(600)], {}, { lines, settings: { grantStepMinor: 100 } })).toMatchObject({
    of: [150, 200, 50],
  });
});

const stackable = (stage = 1) => ({ stacking: { mode: 'stackable', stage } });

function bothOf(first: OfferSketch, second: OfferSketch, lines: readonly LineSketch[] = [[10_000]]) {
  const { benefits, worthMinor } = combinedOf({ offers: [first, second] }, { lines });
  return { taken: benefits.map(({ discountMinor }) => discountMinor), worthMinor, benefits };
}

test('discounts of one stage reckon on the same price', () => {
  const first = { offerId: 'a', effects: [percent(1_000)], ...stackable() };
  const second = { offerId: 'b', effects: [percent(2_000)], ...stackable() };
  expect(bothOf(first, second)).toMatchObject({ taken: [1_000, 2_000], worthMinor: 3_000 });
});

test('discounts of a later stage reckon on what the earlier ones left, whatever the ids', () => {
  const first = { offerId: 'b', effects: [percent(1_000)], ...stackable(1) };
  const second = { offerId: 'a', effects: [percent(2_000)], ...stackable(2) };
  expect(bothOf(first, second)).toMatchObject({ taken: [1_000, 1_800] });
});

test('of a line that runs out the offer of the lower id takes first', () => {
  const lines: readonly LineSketch[] = [[1_000, 'tea'], [9_000]];
  const first = { offerId: 'b', effects: [fixed(700, tea)], ...stackable() };
  const second = { offerId: 'a', effects: [fixed(600, tea)], ...stackable() };
  const { taken, benefits } = bothOf(first, second, lines);
  expect(taken).toEqual([400, 600]);
  expect(benefits.map(({ cuts }) => cuts)).toEqual([[{ by: 'linePrice', lostMinor: 300 }], []]);
});

test('steps reckon on the full price in a later stage too', () => {
  const byAmount = {
    kind: 'steps',
    by: 'amountMinor',
    gives: 'discountBasisPoints',
    steps: [{ from: 10_000, value: 1_000 }],
  };
  const first = { offerId: 'a', effects: [percent(5_000)], ...stackable(1) };
  const second = { offerId: 'b', effects: [byAmount], ...stackable(2) };
  expect(bothOf(first, second)).toMatchObject({ taken: [5_000, 500] });
});

test('free pieces of a later stage give what the earlier ones left of them', () => {
  const first = { offerId: 'a', effects: [percent(5_000)], ...stackable(1) };
  const second = { offerId: 'b', effects: [cheapest()], ...stackable(2) };
  // Of 333 × 3 half stays, 500; a third of that is 166.67.
  expect(bothOf(first, second, [[333, null, 3]])).toMatchObject({ taken: [499, 166] });
});

test('a fixed price of a later stage takes what is left above it', () => {
  const first = { offerId: 'a', effects: [percent(2_000)], ...stackable(1) };
  const second = {
    offerId: 'b',
    effects: [{ kind: 'fixedPrice', on: {}, unitPriceMinor: 700 }],
    ...stackable(2),
  };
  expect(bothOf(first, second, [[1_000, null, 2]])).toMatchObject({ taken: [400, 200] });
});

test('a combination of no offers leaves every price as it is', () => {
  expect(combinedOf({ offers: [] }, { lines: threeLines })).toEqual({
    worthMinor: 0,
    benefits: [],
    lineDiscountMinor: [0, 0, 0],
  });
});
