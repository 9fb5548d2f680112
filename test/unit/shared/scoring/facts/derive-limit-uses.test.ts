import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveLimitUses } from '#shared/scoring/facts/derive-limit-uses.ts';
import { periodStart } from '#shared/scoring/facts/period-start.ts';
import type { Period } from '#shared/scoring/language/period.ts';
import { isoDateFrom } from '#test/support/any-date.ts';
import { azarFirst, limitQuestions, offerUse } from '#test/support/member-history.ts';

const uses = (offerUses: number, costMinor: number) => ({ uses: offerUses, costMinor });

describe('earlier uses of limited offers', () => {
  test('uses count from the first day of the period to today', () => {
    const limits = limitQuestions(['tea', { scope: 'member', period: 'week', uses: 1 }]);
    const member = [
      offerUse('tea', '2026-11-20', 1, 1_000),
      offerUse('tea', '2026-11-21', 2, 300),
      offerUse('tea', '2026-11-22', 4, 50),
      offerUse('tea', '2026-11-23', 8, 7),
    ];
    expect(deriveLimitUses(limits, { member }, azarFirst)).toEqual({ 'tea/member/week': uses(6, 350) });
    expect(deriveLimitUses(limits, { member }, { ...azarFirst, calendar: 'gregorian' })).toEqual({
      'tea/member/week': uses(7, 1_350),
    });
  });

  test('without a period every use ever counts', () => {
    const limits = limitQuestions(['tea', { scope: 'member', uses: 1 }]);
    const member = [offerUse('tea', '2001-01-01', 1, 10), offerUse('tea', '2026-11-22', 1, 10)];
    expect(deriveLimitUses(limits, { member }, azarFirst)).toEqual({ 'tea/member/lifetime': uses(2, 20) });
  });

  test('each scope counts its own uses, and none of another', () => {
    const limits = limitQuestions(
      ['tea', { scope: 'chain', uses: 9 }],
      ['tea', { scope: 'store', period: 'day', costMinor: azarUse(1).costMinor }],
      ['tea', { scope: 'till', period: { days: 7 }, uses: 9 }],
    );
    const till = [azarUse(1)];
    const store = [azarUse(1), azarUse(2)];
    const chain = [azarUse(1), azarUse(2), azarUse(4)];
    expect(deriveLimitUses(limits, { chain, store, till }, azarFirst)).toEqual({
      'tea/chain/lifetime': uses(7, 7),
      'tea/store/day': uses(3, 3),
      'tea/till/days:7': uses(1, 1),
    });
    expect(deriveLimitUses(limits, { till }, azarFirst)).toEqual({ 'tea/till/days:7': uses(1, 1) });
  });

  test('offers without a limit, and limits without a use in their period, have no key', () => {
    const limits = limitQuestions(
      ['tea', { scope: 'member', period: 'day', uses: 1 }],
      ['nuts', { scope: 'member', uses: 1 }],
    );
    const member = [offerUse('tea', '2026-11-21', 1, 10), offerUse('home', '2026-11-22', 1, 10)];
    expect(deriveLimitUses(limits, { member }, azarFirst)).toEqual({});
  });

  test('a use that cost nothing, and a cost without a use, are kept', () => {
    const limits = limitQuestions(
      ['tea', { scope: 'member', uses: 1 }],
      ['nuts', { scope: 'member', uses: 1 }],
    );
    const member = [offerUse('tea', '2026-11-22', 1, 0), offerUse('nuts', '2026-11-22', 0, 5)];
    const found = deriveLimitUses(limits, { member }, azarFirst);
    expect(found).toEqual({ 'nuts/member/lifetime': uses(0, 5), 'tea/member/lifetime': uses(1, 0) });
    expect(Object.keys(found)).toEqual(['nuts/member/lifetime', 'tea/member/lifetime']);
  });

  test('two limits over the same period are one key, counted once', () => {
    const limits = limitQuestions(
      ['tea', { scope: 'member', period: 'month', uses: 3 }],
      ['tea', { scope: 'member', period: 'month', costMinor: azarUse(1).costMinor }],
    );
    expect(deriveLimitUses(limits, { member: [azarUse(2)] }, azarFirst)).toEqual({
      'tea/member/month': uses(2, 2),
    });
  });

  test('sums are those of going through every use for every limit, in any order of the uses', () => {
    const period = fc.constantFrom<Period>('lifetime', 'day', 'week', 'month', 'year', { days: 10 });
    const anyUse = fc
      .tuple(
        fc.constantFrom('tea', 'nuts', 'home'),
        isoDateFrom('2025-11-01', '2026-11-24'),
        fc.nat(3),
        fc.nat(9),
      )
      .map((parts) => offerUse(...parts));
    fc.assert(
      fc.property(period, period, fc.array(anyUse, { maxLength: 30 }), (teaPeriod, nutsPeriod, member) => {
        const limits = limitQuestions(
          ['tea', { scope: 'member', period: teaPeriod, uses: 1 }],
          ['nuts', { scope: 'member', period: nutsPeriod, uses: 1 }],
        );
        const found = Object.values(deriveLimitUses(limits, { member }, azarFirst));
        const sum = (offerId: string, within: Period) => {
          const start = periodStart(within, azarFirst.localDate, 'persian') ?? '0000-01-01';
          const until = within === 'lifetime' ? '9999-12-31' : azarFirst.localDate;
          let [times, costMinor] = [0, 0];
          for (const use of member) {
            if (use.offerId !== offerId || use.date < start || use.date > until) continue;
            times += use.uses;
            costMinor += use.costMinor;
          }
          return uses(times, costMinor);
        };
        const expected = [sum('nuts', nutsPeriod), sum('tea', teaPeriod)];
        expect(found).toEqual(expected.filter((use) => use.uses > 0 || use.costMinor > 0));
        expect(deriveLimitUses(limits, { member: member.toReversed() }, azarFirst)).toEqual(
          deriveLimitUses(limits, { member }, azarFirst),
        );
      }),
    );
  });
});

function azarUse(times: number) {
  return offerUse('tea', '2026-11-22', times, times);
}
