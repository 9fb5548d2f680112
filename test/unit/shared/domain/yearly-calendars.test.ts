import { describe, expect, test } from 'vitest';
import { isoDateOf, dayNumberOf } from '#shared/domain/day-number.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import type { RecurringCalendar } from '#shared/domain/yearly-dates.ts';
import { dayTable } from '#test/support/day-table.ts';

const persian = yearlyCalendar('persian', []);
const nowruz = (year: number) => isoDateOf(persian.monthStart(year, 1).day);

describe('the Persian calendar', () => {
  test.each([
    [1380, '2001-03-21'],
    [1399, '2020-03-20'],
    [1400, '2021-03-21'],
    [1403, '2024-03-20'],
    [1404, '2025-03-21'],
    [1405, '2026-03-21'],
    [1406, '2027-03-21'],
    [1407, '2028-03-20'],
    [1408, '2029-03-20'],
    [1409, '2030-03-21'],
  ])('Nowruz of %i is on %s', (year, date) => {
    expect(nowruz(year)).toBe(date);
  });

  test('30 Esfand exists in exactly the leap years from 1380 to 1450', () => {
    const years = Array.from({ length: 71 }, (_, index) => 1380 + index);
    const leapYears = years.filter((year) => {
      return persian.monthStart(year + 1, 1).day - persian.monthStart(year, 1).day === 366;
    });
    expect(leapYears).toEqual([
      1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449,
    ]);
  });
});

describe('the three calendars', () => {
  test.each<[RecurringCalendar, string, string]>([
    ['persian', '2001-03-21', '2072-03-19'],
    ['gregorian', '1999-01-01', '2030-12-31'],
    ['hijri', '1990-01-01', '2060-12-31'],
  ])('every day of the %s calendar from %s to %s is the day that the platform shows', (name, from, until) => {
    const calendar = yearlyCalendar(name, []);
    const wrong = dayTable(name, from, until).filter(({ date, year, month, day }) => {
      const shown = calendar.monthDayOf(dayNumberOf(date));
      const start = calendar.monthStart(year, month).day;
      const isSame = shown.month === month && shown.day === day && start === dayNumberOf(date) - day + 1;
      return !isSame || calendar.yearNear(dayNumberOf(date)) !== year;
    });
    expect(wrong).toEqual([]);
  });
});
