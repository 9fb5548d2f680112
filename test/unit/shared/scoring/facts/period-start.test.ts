import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarName } from '#shared/domain/calendar.ts';
import { isWithin, periodStart } from '#shared/scoring/facts/period-start.ts';
import type { Period } from '#shared/scoring/language/period.ts';
import { isoDateFrom } from '#test/support/any-date.ts';
import { addDays, dayTable } from '#test/support/day-table.ts';

describe('the first day of a period', () => {
  test.each<[Period, CalendarName, string, string]>([
    ['day', 'persian', '2026-11-22', '2026-11-22'],
    // Saturday begins the Persian week, Monday the Gregorian one; 22 November 2026 is a Sunday.
    ['week', 'persian', '2026-11-22', '2026-11-21'],
    ['week', 'persian', '2026-11-21', '2026-11-21'],
    ['week', 'persian', '2026-11-20', '2026-11-14'],
    ['week', 'gregorian', '2026-11-22', '2026-11-16'],
    ['week', 'gregorian', '2026-11-23', '2026-11-23'],
    ['week', 'gregorian', '2027-01-01', '2026-12-28'],
    ['month', 'persian', '2026-11-21', '2026-10-23'],
    ['month', 'persian', '2026-11-22', '2026-11-22'],
    ['month', 'gregorian', '2026-11-22', '2026-11-01'],
    ['month', 'gregorian', '2026-11-01', '2026-11-01'],
    ['year', 'persian', '2027-03-20', '2026-03-21'],
    ['year', 'persian', '2027-03-21', '2027-03-21'],
    ['year', 'gregorian', '2026-12-31', '2026-01-01'],
    ['year', 'gregorian', '2027-01-01', '2027-01-01'],
    [{ days: 1 }, 'persian', '2026-11-22', '2026-11-22'],
    [{ days: 30 }, 'persian', '2026-11-22', '2026-10-24'],
    [{ days: 366 }, 'gregorian', '2027-01-01', '2026-01-01'],
  ])('of %j in the %s calendar on %s is %s', (period, calendar, today, start) => {
    expect(periodStart(period, today, calendar)).toBe(start);
  });

  test('a lifetime has none', () => {
    expect(periodStart('lifetime', '2026-11-22', 'persian')).toBeNull();
  });

  test('a period of no days is a bug of the caller', () => {
    expect(() => periodStart({ days: 0 }, '2026-11-22', 'persian')).toThrow('a period of days holds today');
  });

  test('is the one that going back day by day finds', () => {
    const tables = {
      gregorian: dayTable('gregorian', '2018-01-01', '2032-12-31'),
      persian: dayTable('persian', '2018-01-01', '2032-12-31'),
    };
    const weekBegins = { gregorian: 'Mon', persian: 'Sat' };
    const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' });
    fc.assert(
      fc.property(
        fc.constantFrom<CalendarName>('gregorian', 'persian'),
        fc.constantFrom<'week' | 'month' | 'year'>('week', 'month', 'year'),
        isoDateFrom('2019-06-01', '2032-12-31'),
        (calendar, period, today) => {
          const start = tables[calendar].findLast(({ date, month, day }) => {
            if (date > today) return false;
            if (period === 'week') return weekday.format(Date.parse(date)) === weekBegins[calendar];
            return day === 1 && (period === 'month' || month === 1);
          });
          expect(periodStart(period, today, calendar)).toBe(start?.date);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('days within a period', () => {
  test('the first day and today are within, the days around them are not', () => {
    const start = '2026-10-24';
    const days = [-1, 0, 29, 30].map((offset) => addDays(start, offset));
    expect(days.map((day) => isWithin(day, start, '2026-11-22'))).toEqual([false, true, true, false]);
  });

  test('every day is within a lifetime', () => {
    expect(isWithin('1900-01-01', null, '2026-11-22')).toBe(true);
  });
});
