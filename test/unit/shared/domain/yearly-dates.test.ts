import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import { isNearYearlyDay, yearlyDay } from '#shared/domain/yearly-dates.ts';
import type { MissingDay, MonthDay, RecurringCalendar } from '#shared/domain/yearly-dates.ts';
import { isoDateFrom } from '#test/support/any-date.ts';
import { addDays, dayTable, returnsIn } from '#test/support/day-table.ts';

const first = '2016-01-01';
/** Far behind the last day that is asked about: a day that skips years may be a decade away. */
const last = '2056-12-31';
const tables = {
  gregorian: dayTable('gregorian', first, last),
  persian: dayTable('persian', first, last),
  hijri: dayTable('hijri', first, last),
};
const calendarName = fc.constantFrom<RecurringCalendar>('gregorian', 'persian', 'hijri');
const missingDay = fc.constantFrom<MissingDay>('lastOfMonth', 'dayAfter', 'skipYear');
const daysMax: Readonly<Record<RecurringCalendar, readonly number[]>> = {
  gregorian: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  persian: [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30],
  hijri: Array.from({ length: 12 }, () => 30),
};
const yearlyDate = calendarName.chain((calendar) =>
  fc.integer({ min: 1, max: 12 }).chain((month) => {
    const dayMax = daysMax[calendar][month - 1] ?? 30;
    // The last days of a month are the ones that a year may lack.
    const day = fc.oneof(
      fc.integer({ min: 1, max: dayMax }),
      fc.integer({ min: 0, max: 2 }).map((d) => dayMax - d),
    );
    return fc.record({ calendar: fc.constant(calendar), month: fc.constant(month), day, missingDay });
  }),
);

function fallsOn(
  calendar: RecurringCalendar,
  year: number,
  date: MonthDay,
  rule: MissingDay = 'lastOfMonth',
) {
  const found = yearlyDay(yearlyCalendar(calendar, []), year, { ...date, missingDay: rule });
  return found === null ? null : isoDateOf(found.day);
}

describe('a yearly date', () => {
  const esfand30 = { month: 12, day: 30 };
  const february29 = { month: 2, day: 29 };
  const ramadan30 = { month: 9, day: 30 };

  test('30 Esfand falls on itself in a leap year, and by the rule of the missing day in others', () => {
    expect(fallsOn('persian', 1403, esfand30)).toBe('2025-03-20');
    expect(fallsOn('persian', 1404, esfand30)).toBe('2026-03-20');
    expect(fallsOn('persian', 1404, { month: 12, day: 29 })).toBe('2026-03-20');
    expect(fallsOn('persian', 1404, esfand30, 'dayAfter')).toBe('2026-03-21');
    expect(fallsOn('persian', 1404, esfand30, 'skipYear')).toBeNull();
    expect(fallsOn('persian', 1403, esfand30, 'skipYear')).toBe('2025-03-20');
    expect(fallsOn('persian', 1403, esfand30, 'dayAfter')).toBe('2025-03-20');
  });

  test('29 February falls on itself in a leap year, and by the rule of the missing day in others', () => {
    expect(fallsOn('gregorian', 2028, february29)).toBe('2028-02-29');
    expect(fallsOn('gregorian', 2027, february29)).toBe('2027-02-28');
    expect(fallsOn('gregorian', 2027, february29, 'dayAfter')).toBe('2027-03-01');
    expect(fallsOn('gregorian', 2027, february29, 'skipYear')).toBeNull();
    expect(fallsOn('gregorian', 2100, february29, 'skipYear')).toBeNull();
  });

  test('a lunar day 30 falls by the rule of the missing day in a month of 29 days', () => {
    // Ramadan 1446 had 29 days by Umm al-Qura, Ramadan 1447 has 30.
    expect(fallsOn('hijri', 1446, ramadan30)).toBe('2025-03-29');
    expect(fallsOn('hijri', 1446, ramadan30, 'dayAfter')).toBe('2025-03-30');
    expect(fallsOn('hijri', 1446, ramadan30, 'skipYear')).toBeNull();
    expect(fallsOn('hijri', 1447, ramadan30, 'skipYear')).toBe('2026-03-19');
  });

  test('a lunar day is an estimate while its month, or for day 30 the month after it, is not announced', () => {
    const ramadan = { year: 1447, month: 9, startsOn: '2026-02-19' };
    const shawwal = { year: 1447, month: 10, startsOn: '2026-03-21' };
    const isEstimated = (announced: (typeof ramadan)[], day: number) =>
      yearlyDay(yearlyCalendar('hijri', announced), 1447, { month: 9, day, missingDay: 'lastOfMonth' })
        ?.isEstimated;
    expect(isEstimated([], 1)).toBe(true);
    expect(isEstimated([ramadan], 1)).toBe(false);
    expect(isEstimated([ramadan], 29)).toBe(false);
    expect(isEstimated([ramadan], 30)).toBe(true);
    expect(isEstimated([shawwal], 30)).toBe(true);
    expect(isEstimated([ramadan, shawwal], 30)).toBe(false);
  });

  test('falls where a look through every day of the year finds it', () => {
    fc.assert(
      fc.property(yearlyDate, fc.integer({ min: 1, max: 18 }), ({ calendar, ...date }, yearsOn) => {
        const table = tables[calendar];
        const year = (table[0]?.year ?? 0) + yearsOn;
        expect(fallsOn(calendar, year, date, date.missingDay)).toBe(returnsIn(table, date).get(year) ?? null);
      }),
      { numRuns: 200 },
    );
  });

  test('a date without a month of the year is a bug of the caller', () => {
    expect(() => fallsOn('persian', 1405, { month: 13, day: 1 })).toThrow('a month and a day');
    expect(() => fallsOn('persian', 1405, { month: 0, day: 1 })).toThrow('a month and a day');
    expect(() => fallsOn('persian', 1405, { month: 1, day: 0 })).toThrow('a month and a day');
  });
});

describe('days around a yearly date', () => {
  const isNear = (
    today: string,
    date: MonthDay,
    around: { daysBefore: number; daysAfter: number; missingDay?: MissingDay },
    calendar: RecurringCalendar = 'persian',
  ) =>
    isNearYearlyDay(yearlyCalendar(calendar, []), dayNumberOf(today), {
      missingDay: 'lastOfMonth',
      ...date,
      ...around,
    });

  test('the first and the last day of the window are inside, their neighbours outside', () => {
    const azar1 = { month: 9, day: 1 }; // 22 November 2026
    const around = { daysBefore: 7, daysAfter: 3 };
    expect(isNear('2026-11-14', azar1, around)).toBe(false);
    expect(isNear('2026-11-15', azar1, around)).toBe(true);
    expect(isNear('2026-11-22', azar1, around)).toBe(true);
    expect(isNear('2026-11-25', azar1, around)).toBe(true);
    expect(isNear('2026-11-26', azar1, around)).toBe(false);
  });

  test('a window of no days is the day itself', () => {
    const azar1 = { month: 9, day: 1 };
    const around = { daysBefore: 0, daysAfter: 0 };
    expect(isNear('2026-11-21', azar1, around)).toBe(false);
    expect(isNear('2026-11-22', azar1, around)).toBe(true);
    expect(isNear('2026-11-23', azar1, around)).toBe(false);
  });

  test('a window reaches over the end of a year on both sides', () => {
    // 1 Farvardin 1406 is 21 March 2027.
    expect(isNear('2027-03-14', { month: 1, day: 1 }, { daysBefore: 7, daysAfter: 0 })).toBe(true);
    expect(isNear('2027-03-13', { month: 1, day: 1 }, { daysBefore: 7, daysAfter: 0 })).toBe(false);
    expect(isNear('2027-03-25', { month: 12, day: 29 }, { daysBefore: 0, daysAfter: 5 })).toBe(true);
    expect(isNear('2027-03-26', { month: 12, day: 29 }, { daysBefore: 0, daysAfter: 5 })).toBe(false);
    expect(isNear('2026-12-30', { month: 1, day: 2 }, { daysBefore: 3, daysAfter: 0 }, 'gregorian')).toBe(
      true,
    );
    expect(isNear('2027-01-02', { month: 12, day: 30 }, { daysBefore: 0, daysAfter: 3 }, 'gregorian')).toBe(
      true,
    );
  });

  test('a leap day that skips years is looked for as far as the window reaches', () => {
    const date = { month: 2, day: 29 };
    const around = { daysBefore: 800, daysAfter: 0, missingDay: 'skipYear' } as const;
    expect(isNear('2025-12-21', date, around, 'gregorian')).toBe(true);
    expect(isNear('2025-12-20', date, around, 'gregorian')).toBe(false);
    const after = { daysBefore: 0, daysAfter: 800, missingDay: 'skipYear' } as const;
    expect(isNear('2026-05-09', date, after, 'gregorian')).toBe(true);
    expect(isNear('2026-05-10', date, after, 'gregorian')).toBe(false);
  });

  test('is open on exactly the days from which a look at each day around finds the date', () => {
    const around = fc.record({
      daysBefore: fc.integer({ min: 0, max: 400 }),
      daysAfter: fc.integer({ min: 0, max: 400 }),
    });
    const narrow = fc.record({
      daysBefore: fc.integer({ min: 0, max: 10 }),
      daysAfter: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(
        yearlyDate,
        fc.oneof(around, narrow),
        isoDateFrom('2018-06-01', '2034-06-01'),
        ({ calendar, ...date }, window, anchor) => {
          const returns = new Set(returnsIn(tables[calendar], date).values());
          // Also the days next to both ends of the window around the next return.
          const next = [...returns].toSorted().find((day) => day >= anchor) ?? anchor;
          const edges = [-window.daysBefore - 1, -window.daysBefore, window.daysAfter, window.daysAfter + 1];
          for (const today of [anchor, ...edges.map((days) => addDays(next, days))]) {
            const expected = Array.from({ length: window.daysBefore + window.daysAfter + 1 }, (_, index) =>
              addDays(today, index - window.daysAfter),
            ).some((day) => returns.has(day));
            const isOpen = isNear(today, date, { ...window, missingDay: date.missingDay }, calendar);
            expect({ today, isOpen }).toEqual({ today, isOpen: expected });
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
