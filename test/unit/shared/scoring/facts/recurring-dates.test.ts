import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MissingDay, MonthDay, RecurringCalendar } from '#shared/domain/yearly-dates.ts';
import { isInRecurring } from '#shared/scoring/facts/recurring-dates.ts';
import type { RecurringCondition } from '#shared/scoring/facts/recurring-dates.ts';
import { isoDateFrom } from '#test/support/any-date.ts';
import { dayTable, returnsIn } from '#test/support/day-table.ts';

const noStarts = { hijriMonthStarts: [] };
const monthDay = (month: number, day: number): MonthDay => ({ month, day });

function recurring(
  calendar: RecurringCalendar,
  from: MonthDay,
  until: MonthDay,
  missingDay?: MissingDay,
): RecurringCondition {
  return { kind: 'recurring', calendar, from, until, ...(missingDay === undefined ? {} : { missingDay }) };
}

/** Those of the dates that are inside. */
function inside(condition: RecurringCondition, dates: readonly string[]): readonly string[] {
  return dates.filter((date) => isInRecurring(date, condition, noStarts).isIn);
}

describe('stretches of days that return every year', () => {
  test('Nowruz runs from 29 Esfand to 13 Farvardin over the end of the year', () => {
    const nowruz = recurring('persian', monthDay(12, 29), monthDay(1, 13));
    // 1405 has no 30 Esfand: 29 Esfand is 20 March 2027; in the leap year 1403 it is 19 March 2025.
    expect(inside(nowruz, ['2027-03-19', '2027-03-20', '2027-03-21', '2027-04-02', '2027-04-03'])).toEqual([
      '2027-03-20',
      '2027-03-21',
      '2027-04-02',
    ]);
    expect(inside(nowruz, ['2025-03-18', '2025-03-19', '2025-03-20', '2025-04-02', '2025-04-03'])).toEqual([
      '2025-03-19',
      '2025-03-20',
      '2025-04-02',
    ]);
  });

  test('Yalda is the one day 30 Azar', () => {
    const yalda = recurring('persian', monthDay(9, 30), monthDay(9, 30));
    expect(inside(yalda, ['2026-12-20', '2026-12-21', '2026-12-22'])).toEqual(['2026-12-21']);
    expect(inside(yalda, ['2028-12-19', '2028-12-20', '2028-12-21'])).toEqual(['2028-12-20']);
  });

  test('Ramadan is the ninth lunar month, of 29 or 30 days, and an estimate until it is announced', () => {
    const ramadan = recurring('hijri', monthDay(9, 1), monthDay(9, 30));
    expect(inside(ramadan, ['2025-02-28', '2025-03-01', '2025-03-29', '2025-03-30'])).toEqual([
      '2025-03-01',
      '2025-03-29',
    ]);
    expect(isInRecurring('2026-02-18', ramadan, noStarts)).toEqual({ isIn: true, isEstimated: true });
    const announced = {
      hijriMonthStarts: [
        { year: 1447, month: 9, startsOn: '2026-02-19' },
        { year: 1447, month: 10, startsOn: '2026-03-21' },
      ],
    };
    const answers = ['2026-02-18', '2026-02-19', '2026-03-20', '2026-03-21'].map((date) =>
      isInRecurring(date, ramadan, announced),
    );
    expect(answers.map(({ isIn }) => isIn)).toEqual([false, true, true, false]);
    expect(answers.some(({ isEstimated }) => isEstimated)).toBe(false);
  });

  test('with the end of Ramadan not yet announced its last day is still an estimate', () => {
    const ramadan = recurring('hijri', monthDay(9, 1), monthDay(9, 30));
    const begun = { hijriMonthStarts: [{ year: 1447, month: 9, startsOn: '2026-02-19' }] };
    expect(isInRecurring('2026-03-01', ramadan, begun)).toEqual({ isIn: true, isEstimated: true });
    const firstTen = recurring('hijri', monthDay(9, 1), monthDay(9, 10));
    expect(isInRecurring('2026-03-01', firstTen, begun).isIn).toBe(false);
    expect(isInRecurring('2026-02-28', firstTen, begun)).toEqual({ isIn: true, isEstimated: false });
  });

  test('a lunar stretch over the end of the year follows announced Muharram', () => {
    const turn = recurring('hijri', monthDay(12, 25), monthDay(1, 1));
    const announced = { hijriMonthStarts: [{ year: 1448, month: 1, startsOn: '2026-06-17' }] };
    expect(isInRecurring('2026-06-17', turn, noStarts).isIn).toBe(false);
    expect(isInRecurring('2026-06-17', turn, announced).isIn).toBe(true);
    expect(isInRecurring('2026-06-18', turn, announced).isIn).toBe(false);
  });

  test('a lunar year announced a day early begins that day', () => {
    const newYear = recurring('hijri', monthDay(1, 1), monthDay(1, 10));
    const announced = { hijriMonthStarts: [{ year: 1448, month: 1, startsOn: '2026-06-15' }] };
    expect(isInRecurring('2026-06-15', newYear, noStarts).isIn).toBe(false);
    expect(isInRecurring('2026-06-14', newYear, announced).isIn).toBe(false);
    expect(isInRecurring('2026-06-15', newYear, announced)).toEqual({ isIn: true, isEstimated: false });
    expect(isInRecurring('2026-06-25', newYear, announced).isIn).toBe(false);
  });

  test('outside is outside, without a mark', () => {
    const ramadan = recurring('hijri', monthDay(9, 1), monthDay(9, 30));
    expect(isInRecurring('2026-11-22', ramadan, noStarts)).toEqual({ isIn: false, isEstimated: false });
  });

  test('the end of a stretch on 30 Esfand follows the rule of the missing day', () => {
    const esfand = (missingDay?: MissingDay) =>
      recurring('persian', monthDay(12, 20), monthDay(12, 30), missingDay);
    const dates = ['2027-03-10', '2027-03-11', '2027-03-20', '2027-03-21', '2027-03-22'];
    expect(inside(esfand(), dates)).toEqual(['2027-03-11', '2027-03-20']);
    expect(inside(esfand('lastOfMonth'), dates)).toEqual(['2027-03-11', '2027-03-20']);
    expect(inside(esfand('dayAfter'), dates)).toEqual(['2027-03-11', '2027-03-20', '2027-03-21']);
    expect(inside(esfand('skipYear'), dates)).toEqual([]);
    expect(inside(esfand('skipYear'), ['2030-03-11', '2030-03-20', '2030-03-21'])).toEqual([
      '2030-03-11',
      '2030-03-20',
    ]);
  });

  test('is open on exactly the days that a walk through every stretch of the table meets', () => {
    const tables = {
      gregorian: dayTable('gregorian', '2016-01-01', '2036-12-31'),
      persian: dayTable('persian', '2016-01-01', '2036-12-31'),
      hijri: dayTable('hijri', '2016-01-01', '2036-12-31'),
    };
    const anyMonthDay = fc.record({
      month: fc.constantFrom(1, 2, 3, 11, 12),
      day: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.constantFrom(28, 29, 30)),
    });
    fc.assert(
      fc.property(
        fc.constantFrom<RecurringCalendar>('gregorian', 'persian', 'hijri'),
        anyMonthDay,
        anyMonthDay,
        fc.constantFrom<MissingDay>('lastOfMonth', 'dayAfter', 'skipYear'),
        isoDateFrom('2019-01-01', '2033-12-31'),
        (calendar, from, until, missingDay, anyDay) => {
          const starts = returnsIn(tables[calendar], { ...from, missingDay });
          const ends = returnsIn(tables[calendar], { ...until, missingDay });
          const wraps = until.month * 100 + until.day < from.month * 100 + from.day;
          const stretches = [...starts].flatMap(([year, start]) => {
            const end = ends.get(wraps ? year + 1 : year);
            return end === undefined ? [] : [{ start, end }];
          });
          const condition = recurring(calendar, from, until, missingDay);
          const inSomeYear = stretches.filter(({ start }) => start > '2020' && start < '2032').slice(0, 3);
          for (const day of [anyDay, ...inSomeYear.flatMap(({ start, end }) => [start, end])]) {
            const expected = stretches.some(({ start, end }) => start <= day && day <= end);
            expect({ day, isIn: isInRecurring(day, condition, noStarts).isIn }).toEqual({
              day,
              isIn: expected,
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
