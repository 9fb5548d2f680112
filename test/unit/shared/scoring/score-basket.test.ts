import { describe, expect, test } from 'vitest';
import { basketGrossMinorMax, lineQuantityMax, unitPriceMinorMax } from '#shared/domain/basket.ts';
import { minor } from '#shared/domain/money.ts';
import { memberFacts } from '#shared/scoring/member-facts.ts';
import { pointMinorMax, pointsPerSaleMax, walletCreditPerSaleMinorMax } from '#shared/scoring/rule-set.ts';
import { inputOf, linesOf, ruleSetOf, scoreOf } from '#test/support/scoring.ts';
import type { LineSketch } from '#test/support/scoring.ts';

describe('limits', () => {
  const dearest = Array.from({ length: 10 }, (): LineSketch => [unitPriceMinorMax, 'gold', lineQuantityMax]);
  const generous = { walletCreditBasisPoints: 100_000, pointMinor: pointMinorMax };
  const everything = ruleSetOf(
    [
      {
        offerId: 'credit',
        effect: { kind: 'walletCreditPercent', basisPoints: 10_000, on: 'basket' },
        stacking: 'stackable',
      },
      {
        offerId: 'more-credit',
        effect: { kind: 'walletCreditPercent', basisPoints: 10_000, on: 'basket' },
        stacking: 'stackable',
      },
      {
        offerId: 'points',
        effect: { kind: 'pointsPerAmount', points: 1_000_000, perMinor: 1, on: 'basket' },
        stacking: 'stackable',
      },
      { offerId: 'discount', effect: { kind: 'discountPercent', basisPoints: 9_999, on: 'basket' } },
    ],
    generous,
  );

  test('the dearest basket under the most generous rule set is still counted exactly', () => {
    const result = scoreOf(everything, inputOf(linesOf(dearest)));
    expect(result.grossMinor).toBe(999_900_000_000_000);
    expect(result.discountMinor).toBe(999_800_010_000_000);
    expect(result.walletCreditMinor).toBe(walletCreditPerSaleMinorMax);
    expect(result.pointsEarned).toBe(pointsPerSaleMax);
    expect(result.offers.map(({ offerId, capped }) => [offerId, capped])).toEqual([
      ['credit', true],
      ['points', true],
      ['discount', false],
      ['more-credit', true],
    ]);
  });

  test('a basket above its limit is a bug of whoever filled it', () => {
    const [line] = linesOf([[unitPriceMinorMax, null, lineQuantityMax]]);
    const lines = Array.from({ length: 11 }, () => line).filter((each) => each !== undefined);
    expect(() => scoreOf(everything, inputOf(lines))).toThrow('a basket costs no more than its limit');
    expect(11 * unitPriceMinorMax * lineQuantityMax).toBeGreaterThan(basketGrossMinorMax);
  });

  test('a negative price is a bug of whoever filled the basket', () => {
    const lines = linesOf([[100]]).map((line) => ({ ...line, unitPriceMinor: minor(-100) }));
    expect(() => scoreOf(everything, inputOf(lines))).toThrow('prices and quantities are not negative');
  });
});

describe('facts of a member', () => {
  const day = { localDate: '2026-11-21', calendar: 'persian' } as const;

  test('hold the tier, the earlier visits and the days to the birthday, and nothing else', () => {
    const source = { tierId: 'gold', earlierVisits: 4, birthDate: '1989-11-24', name: 'Demo member' };
    expect(memberFacts(source, day)).toEqual({ tierId: 'gold', earlierVisits: 4, daysToBirthday: 3 });
  });

  test('know no birthday when the birth date is not known', () => {
    expect(memberFacts({ tierId: 'gold', earlierVisits: 0, birthDate: null }, day).daysToBirthday).toBeNull();
  });
});

test('the answer names the engine, the hash of the rule set and the currency', () => {
  expect(scoreOf(ruleSetOf([]), inputOf(linesOf([[100]])))).toMatchObject({
    engineVersion: 1,
    ruleSetHash: 'hash of the test',
    currency: 'IRR',
    offers: [],
  });
});
