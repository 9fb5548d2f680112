import { expect, test } from 'vitest';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { LineSketch, OfferSketch } from '#test/support/scoring.ts';

const basket: readonly LineSketch[] = [
  [100_000, 'tea'],
  [250_000, 'nuts'],
];

function addsUp(offers: readonly OfferSketch[], settings: object = {}, lines = basket): boolean {
  const name = { fa: 'x', en: 'x' };
  const stampCards = [
    { stampCardId: 'coffee', name, stampsNeeded: 5, reward: { giftId: 'cup', name, worthMinor: 9 } },
  ];
  const { pricing, offers: compiled } = pricedSaleOf(
    ruleSetOf({ offers, settings, stampCards }),
    inputOf({ lines }),
  );
  return pricing.isAdditive(pricing.alone(compiled));
}

const of = (mode: string, effect: object, stage = 1) => ({ effects: [effect], stacking: { mode, stage } });
const percent = (basisPoints: number, on: object = {}) => ({ kind: 'discountPercent', basisPoints, on });
const fixed = (amountMinor: number, on: object = {}) => ({ kind: 'discountFixed', amountMinor, on });
const points = { kind: 'pointsPerAmount', points: 1, perMinor: 10_000 };
const double = { kind: 'pointsMultiplier', factorBasisPoints: 20_000 };
const stamp = { kind: 'stamps', stampCardId: 'coffee', stamps: 1 };
const tea = { groupIds: ['tea'] };
const nuts = { groupIds: ['nuts'] };
/** In the order given. */
const named = (...offers: readonly Omit<OfferSketch, 'offerId'>[]): readonly OfferSketch[] =>
  offers.map((offer, place) => ({ offerId: `offer-${place}`, effects: [], ...offer }));

test('offers of which one applies at a time add up, whatever they give', () => {
  const greedy = [percent(10_000), fixed(900_000), points, double, stamp];
  expect(addsUp(named(...greedy.map((effect) => of('single', effect))), { earnOn: 'paid' })).toBe(true);
  expect(addsUp(named(...greedy.map((effect) => of('alone', effect))))).toBe(true);
  expect(addsUp([])).toBe(true);
});

test('small discounts beside each other on large prices add up', () => {
  expect(
    addsUp(
      named(
        of('single', percent(2_000)),
        of('single', fixed(50_000)),
        of('stackable', percent(500)),
        of('stackable', fixed(10_000)),
        of('stackable', points),
      ),
    ),
  ).toBe(true);
});

test('a line that could run out is seen', () => {
  expect(addsUp(named(of('single', percent(5_000)), of('stackable', percent(5_000))))).toBe(true);
  expect(addsUp(named(of('single', percent(5_000)), of('stackable', percent(5_001))))).toBe(false);
  expect(addsUp(named(of('single', fixed(60_000, tea)), of('stackable', fixed(40_001, tea))))).toBe(false);
});

test('a unit of rounding that two discounts put on the same line is seen', () => {
  const ones: readonly LineSketch[] = Array.from({ length: 10 }, () => [1]);
  expect(addsUp(named(of('stackable', fixed(1)), of('stackable', fixed(1))), {}, ones)).toBe(false);
});

test('a discount that lies on a few of its lines is looked at line by line', () => {
  const free = { kind: 'cheapestFree', everyPieces: 2, freePieces: 1 };
  const lines: readonly LineSketch[] = [
    [100, 'tea'],
    [9_000, 'nuts'],
  ];
  expect(addsUp(named(of('single', free), of('stackable', fixed(50, nuts))), {}, lines)).toBe(true);
  expect(addsUp(named(of('single', free), of('stackable', fixed(50, tea))), {}, lines)).toBe(false);
});

test('discounts that take all of different lines add up', () => {
  expect(addsUp(named(of('single', percent(10_000, tea)), of('stackable', percent(10_000, nuts))))).toBe(
    true,
  );
  expect(addsUp(named(of('perLine', percent(9_000, tea)), of('perLine', percent(9_000, nuts))))).toBe(true);
});

test('the floor of a line is its end', () => {
  const offers = named(of('single', percent(2_000)), of('stackable', percent(1_500)));
  expect(addsUp(offers, { lineFloorBasisPoints: 6_500 })).toBe(true);
  expect(addsUp(offers, { lineFloorBasisPoints: 6_501 })).toBe(false);
});

test('the cap of the sale is seen', () => {
  const offers = named(
    of('single', fixed(30_000)),
    of('single', fixed(20_000)),
    of('stackable', fixed(10_000)),
  );
  expect(addsUp(offers, { discountCapMinor: 40_000 })).toBe(true);
  expect(addsUp(offers, { discountCapMinor: 39_999 })).toBe(false);
});

test('a later stage reckons on what an earlier one left', () => {
  expect(addsUp(named(of('single', percent(1_000)), of('stackable', percent(1_000), 2)))).toBe(false);
  expect(addsUp(named(of('single', points), of('stackable', percent(1_000), 2)))).toBe(true);
});

test('a multiplier feeds on the points of others', () => {
  expect(addsUp(named(of('single', points), of('stackable', double)))).toBe(false);
  expect(addsUp(named(of('single', double), of('stackable', points)))).toBe(false);
  expect(addsUp(named(of('single', double), of('single', points), of('stackable', percent(500))))).toBe(true);
});

test('points on the paid price feed on discounts', () => {
  const offers = named(of('single', percent(1_000)), of('stackable', points));
  expect(addsUp(offers)).toBe(true);
  expect(addsUp(offers, { earnOn: 'paid' })).toBe(false);
});

test('a stamp card that two offers fill is shared', () => {
  expect(addsUp(named(of('stackable', stamp), of('stackable', stamp)))).toBe(false);
  expect(addsUp(named(of('single', stamp), of('stackable', stamp)))).toBe(false);
  expect(addsUp(named(of('single', stamp), of('single', stamp), of('stackable', percent(500))))).toBe(true);
});

test('the maxima of a sale are shared', () => {
  const most = { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 100 };
  const bonus = { kind: 'bonusPoints', points: 1 };
  const lines: readonly LineSketch[] = [[100_000]];
  expect(addsUp(named(of('single', most), of('stackable', bonus)), {}, lines)).toBe(false);
  expect(addsUp(named(of('single', most), of('single', bonus), of('stackable', fixed(5))), {}, lines)).toBe(
    true,
  );
  const credit = { kind: 'walletCreditPercent', basisPoints: 10_000 };
  const dear: readonly LineSketch[] = [[10_000_000_000, null, 9_999]];
  const more = { kind: 'walletCreditFixed', amountMinor: 10_000_000_001 };
  expect(addsUp(named(of('single', credit), of('stackable', more)), {}, dear)).toBe(false);
});
