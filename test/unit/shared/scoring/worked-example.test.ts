import { describe, expect, test } from 'vitest';
import { minor as minorOf } from '#shared/domain/money.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { comparable } from '#test/support/scoring-reference/comparable.ts';
import {
  birthday,
  eleventh,
  five,
  nuts,
  nutsWeek,
  over500,
  silver,
  silverMember,
  workedExample,
} from '#test/support/scoring-reference/five-offers.ts';
import type { Variant } from '#test/support/scoring-reference/five-offers.ts';
import { referenceScore } from '#test/support/scoring-reference/reference-score.ts';
import { appliedIds, told } from '#test/support/scoring.ts';
import type { OfferSketch } from '#test/support/scoring.ts';

/** Scored by the engine, which must say the same as the reference. */
function scored(variant: Variant): ScoreResult {
  const { ruleSet, input } = workedExample(variant);
  const result = scoreSale(compileRuleSet(ruleSet, 'hash of the test'), input);
  expect(comparable(result)).toEqual(comparable(referenceScore(ruleSet, input)));
  return result;
}

const without = (offer: OfferSketch) => five.filter((one) => one !== offer);
const stackable = (offers: readonly OfferSketch[]) =>
  offers.map((offer) => ({ ...offer, stacking: { mode: 'stackable' } }));

describe('the five offers on one visit of 600,000 Toman', () => {
  test('the birthday wins with 120,000 Toman when credit counts in full', () => {
    const result = scored({});
    expect(told(result)).toEqual([
      ['birthday', 1_200_000, 'applied'],
      ['silver', 900_000, 'beaten by birthday by 300000'],
      ['over-500-thousand', 600_000, 'beaten by birthday by 600000'],
      ['eleventh-visit', 300_000, 'beaten by birthday by 900000'],
      ['nuts-week', 210_000, 'beaten by birthday by 990000'],
    ]);
    expect(result).toMatchObject({
      grossMinor: 6_000_000,
      discountMinor: 0,
      payableMinor: 6_000_000,
      walletCreditMinor: 1_200_000,
      pointsEarned: 0,
      worthMinor: 1_200_000,
      bestWorthMinor: 1_200_000,
      isProven: true,
    });
  });

  test('ten percent off wins with 60,000 Toman when credit counts at 40 percent', () => {
    const result = scored({ creditBasisPoints: 4_000 });
    expect(told(result)).toEqual([
      ['over-500-thousand', 600_000, 'applied'],
      ['birthday', 480_000, 'beaten by over-500-thousand by 120000'],
      ['silver', 360_000, 'beaten by over-500-thousand by 240000'],
      ['nuts-week', 210_000, 'beaten by over-500-thousand by 390000'],
      ['eleventh-visit', 120_000, 'beaten by over-500-thousand by 480000'],
    ]);
    expect(result).toMatchObject({ discountMinor: 600_000, payableMinor: 5_400_000, walletCreditMinor: 0 });
    expect(result.lines.map((line) => line.discountMinor)).toEqual([300_000, 240_000, 60_000]);
  });

  test('each of the five says why it matched, with its numbers', () => {
    const { offers } = scored({});
    expect(Object.fromEntries(offers.map(({ offerId, reasons }) => [offerId, reasons]))).toEqual({
      birthday: [{ kind: 'effectiveDate', dateKind: 'birthday' }],
      silver: [{ kind: 'tier', tierId: 'silver' }],
      'over-500-thousand': [{ kind: 'amount', of: null, haveMinor: 6_000_000, boundMinor: 5_000_000 }],
      'eleventh-visit': [{ kind: 'visit', visitNumber: 11 }],
      'nuts-week': [{ kind: 'contains', of: nuts, amountMinor: 3_000_000 }],
    });
  });

  test('each offer left out leaves the best of the other four', () => {
    const winners = (creditBasisPoints: number) =>
      five.map((offer) => [offer.offerId, appliedIds(scored({ offers: without(offer), creditBasisPoints }))]);
    expect(Object.fromEntries(winners(10_000))).toEqual({
      'eleventh-visit': ['birthday'],
      'over-500-thousand': ['birthday'],
      birthday: ['silver'],
      silver: ['birthday'],
      'nuts-week': ['birthday'],
    });
    expect(Object.fromEntries(winners(4_000))).toEqual({
      'eleventh-visit': ['over-500-thousand'],
      'over-500-thousand': ['birthday'],
      birthday: ['over-500-thousand'],
      silver: ['over-500-thousand'],
      'nuts-week': ['over-500-thousand'],
    });
  });

  test('each offer by itself gives its own worth', () => {
    expect(five.map((offer) => scored({ offers: [offer] }).worthMinor)).toEqual([
      300_000, 600_000, 1_200_000, 900_000, 210_000,
    ]);
  });
});

describe('at the edges of the conditions', () => {
  test('exactly 500,000 Toman is not above 500,000, and lacks one Rial', () => {
    const result = scored({ lines: [[5_000_000]], offers: [over500] });
    expect(result.offers).toEqual([]);
    expect(result.nearMisses).toMatchObject([
      { offerId: 'over-500-thousand', missing: { kind: 'amount', missingMinor: 1 }, gainMinor: 500_000 },
    ]);
  });

  test('one Rial more is above 500,000 Toman', () => {
    expect(scored({ lines: [[5_000_001]], offers: [over500] }).discountMinor).toBe(500_000);
  });

  test('the tenth visit does not match, the eleventh and the twelfth do', () => {
    const onVisit = (earlierVisits: number) =>
      scored({ offers: [eleventh], member: { ...silverMember, earlierVisits } }).walletCreditMinor;
    expect([9, 10, 11].map(onVisit)).toEqual([0, 300_000, 300_000]);
  });

  test('the birthday matches on 1 Azar and on no day around it', () => {
    const on = (date: string) => scored({ offers: [birthday], now: `${date} 12:00` }).walletCreditMinor;
    // 1 Azar 1405 is 22 November 2026, and 1 Azar 1407 is 21 November 2028.
    const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2028-11-21', '2028-11-22'];
    expect(days.map(on)).toEqual([0, 1_200_000, 0, 1_200_000, 0]);
  });

  test('a birthday a day past leaves the silver credit as the best', () => {
    const result = scored({ now: '2026-11-23 12:00' });
    expect(appliedIds(result)).toEqual(['silver']);
    expect(result.walletCreditMinor).toBe(900_000);
  });

  test('a bronze member keeps the birthday and loses the silver offer', () => {
    const { offers } = scored({ member: { ...silverMember, tierId: 'bronze' } });
    const ids = ['birthday', 'over-500-thousand', 'eleventh-visit', 'nuts-week'];
    expect(offers.map(({ offerId }) => offerId)).toEqual(ids);
  });

  test('an anonymous sale gets the better one of the two cash discounts', () => {
    const result = scored({ member: null });
    expect(told(result)).toEqual([
      ['over-500-thousand', 600_000, 'applied'],
      ['nuts-week', 210_000, 'beaten by over-500-thousand by 390000'],
    ]);
    expect(result.walletCreditMinor).toBe(0);
  });
});

describe('when the owner lets offers stand together', () => {
  test('all five together give 321,000 Toman', () => {
    const result = scored({ offers: stackable(five) });
    expect(result).toMatchObject({
      discountMinor: 810_000,
      walletCreditMinor: 2_400_000,
      worthMinor: 3_210_000,
      payableMinor: 5_190_000,
    });
    expect(appliedIds(result)).toHaveLength(5);
  });

  test('credit on what is paid reckons on 519,000 Toman', () => {
    // 5 + 20 + 15 = 40 percent of 5,190,000.
    expect(scored({ offers: stackable(five), settings: { earnOn: 'paid' } })).toMatchObject({
      discountMinor: 810_000,
      walletCreditMinor: 2_076_000,
    });
  });

  test('a second stage takes ten percent of what the nuts offer left', () => {
    const later = { ...over500, stacking: { mode: 'stackable', stage: 2 } };
    const first = { ...nutsWeek, stacking: { mode: 'stackable' } };
    // 210,000, then 10 percent of 5,790,000.
    expect(scored({ offers: [later, first] })).toMatchObject({ discountMinor: 789_000 });
  });

  test('of the credits as one group the birthday applies, beside both discounts', () => {
    const inGroup = [eleventh, birthday, silver].map((offer) => ({
      ...offer,
      stacking: { mode: 'stackable', exclusiveGroup: 'credit' },
    }));
    const result = scored({ offers: [...inGroup, ...stackable([over500, nutsWeek])] });
    expect(told(result)).toEqual([
      ['birthday', 1_200_000, 'applied'],
      ['over-500-thousand', 600_000, 'applied'],
      ['nuts-week', 210_000, 'applied'],
      ['silver', 900_000, 'exclusiveGroup of birthday by 300000'],
      ['eleventh-visit', 300_000, 'exclusiveGroup of birthday by 900000'],
    ]);
  });

  test('of two offers at most the two of most worth apply', () => {
    const result = scored({ offers: stackable(five), settings: { offersPerSaleMax: 2 } });
    expect(told(result)).toEqual([
      ['birthday', 1_200_000, 'applied'],
      ['silver', 900_000, 'applied'],
      ['over-500-thousand', 600_000, 'offersPerSaleMax of silver by 300000'],
      ['eleventh-visit', 300_000, 'offersPerSaleMax of silver by 600000'],
      ['nuts-week', 210_000, 'offersPerSaleMax of silver by 690000'],
    ]);
  });

  test('a cap of ten percent on all discounts keeps the nuts offer from adding anything', () => {
    const result = scored({
      offers: stackable([nutsWeek, over500]),
      settings: { discountCapBasisPoints: 1_000 },
    });
    // By id the nuts offer comes first: 210,000, and 390,000 are left for the other.
    expect(told(result)).toEqual([
      ['over-500-thousand', 390_000, 'applied'],
      ['nuts-week', 210_000, 'applied'],
    ]);
  });
});

describe('under caps and budgets', () => {
  const capped = (offer: OfferSketch, capMinor: number): OfferSketch => ({
    ...offer,
    effects: offer.effects.map((effect) => Object.assign({}, effect, { capMinor })),
  });
  const limitUses = { 'birthday/chain/lifetime': { uses: 41, costMinor: minorOf(49_000_000) } };
  const limited = (offer: OfferSketch, limit: object): OfferSketch => ({ ...offer, limits: [limit] });

  test('a birthday capped at 80,000 Toman loses against the silver credit', () => {
    const result = scored({ offers: [capped(birthday, 800_000), ...without(birthday)] });
    expect(told(result).slice(0, 2)).toEqual([
      ['silver', 900_000, 'applied'],
      ['birthday', 800_000, 'beaten by silver by 100000'],
    ]);
    expect(result.offers[1]?.cuts).toEqual([{ by: 'effectCap', lostMinor: 400_000 }]);
  });

  test('a birthday budget with 100,000 Toman left still wins, cut to it', () => {
    const result = scored({
      offers: [limited(birthday, { scope: 'chain', costMinor: 50_000_000 }), ...without(birthday)],
      limitUses,
    });
    expect(result.walletCreditMinor).toBe(1_000_000);
    expect(result.offers[0]?.cuts).toEqual([{ by: 'chainBudget', lostMinor: 200_000 }]);
  });

  test('a birthday budget that is used up says so and gives way to silver', () => {
    const result = scored({
      offers: [limited(birthday, { scope: 'chain', uses: 41 }), ...without(birthday)],
      limitUses,
    });
    expect(told(result)).toEqual([
      ['silver', 900_000, 'applied'],
      ['birthday', 1_200_000, 'used up: chain'],
      ['over-500-thousand', 600_000, 'beaten by silver by 300000'],
      ['eleventh-visit', 300_000, 'beaten by silver by 600000'],
      ['nuts-week', 210_000, 'beaten by silver by 690000'],
    ]);
  });

  test('the birthday is given once a year to each member', () => {
    const yearly = limited(birthday, { scope: 'member', period: 'year', uses: 1 });
    const used = (date: string) => ({
      ...silverMember,
      offerUses: [{ offerId: 'birthday', date, uses: 1, costMinor: 1 }],
    });
    // 1405 began on 21 March 2026.
    expect(appliedIds(scored({ offers: [yearly], member: used('2026-03-20') }))).toEqual(['birthday']);
    expect(appliedIds(scored({ offers: [yearly], member: used('2026-03-21') }))).toEqual([]);
  });
});

describe('by the wish of the customer', () => {
  test('cash today instead of the better credit is priced and told', () => {
    const result = scored({ wish: { with: ['over-500-thousand'] } });
    expect(result).toMatchObject({
      worthMinor: 600_000,
      bestWorthMinor: 1_200_000,
      discountMinor: 600_000,
      walletCreditMinor: 0,
    });
    expect(told(result)[1]).toEqual(['birthday', 1_200_000, 'beaten by over-500-thousand by -600000']);
  });

  test('without the birthday the silver credit applies', () => {
    const result = scored({ wish: { without: ['birthday'] } });
    expect(told(result).slice(0, 2)).toEqual([
      ['silver', 900_000, 'applied'],
      ['birthday', 1_200_000, 'declined'],
    ]);
    expect(result.bestWorthMinor).toBe(1_200_000);
  });

  test('without any of the five the full price is paid', () => {
    const without = five.map(({ offerId }) => offerId);
    const paid = { worthMinor: 0, bestWorthMinor: 1_200_000, payableMinor: 6_000_000 };
    expect(scored({ wish: { without } })).toMatchObject(paid);
  });
});
