import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  businessDay,
  daysToBirthday,
  isIsoDate,
  isTimeZone,
  localDate,
  minuteOfDay,
} from '#shared/domain/calendar.ts';
import type { CalendarName } from '#shared/domain/calendar.ts';
import { epochMs } from '#shared/kernel/clock.ts';

const at = (text: string) => epochMs(Date.parse(text));
const anyDate = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('local dates', () => {
  test('midnight in Tehran comes three and a half hours before midnight in UTC', () => {
    expect(localDate(at('2026-11-21T20:29:59Z'), 'Asia/Tehran')).toBe('2026-11-21');
    expect(localDate(at('2026-11-21T20:30:00Z'), 'Asia/Tehran')).toBe('2026-11-22');
  });

  test('the zone rules of the time hold: Tehran had summer time until 2022', () => {
    expect(localDate(at('2022-07-01T19:30:00Z'), 'Asia/Tehran')).toBe('2022-07-02');
    expect(localDate(at('2023-07-01T19:30:00Z'), 'Asia/Tehran')).toBe('2023-07-01');
  });
});

describe('minutes of the day', () => {
  test('midnight is minute 0, and the last minute of the day 1,439', () => {
    expect(minuteOfDay(at('2026-11-22T00:00:00+03:30'), 'Asia/Tehran')).toBe(0);
    expect(minuteOfDay(at('2026-11-22T00:00:59.999+03:30'), 'Asia/Tehran')).toBe(0);
    expect(minuteOfDay(at('2026-11-22T23:59:59.999+03:30'), 'Asia/Tehran')).toBe(1_439);
  });

  test('half an hour of a zone counts', () => {
    expect(minuteOfDay(at('2026-11-22T12:00:00Z'), 'Asia/Tehran')).toBe(15 * 60 + 30);
    expect(minuteOfDay(at('2026-11-22T12:00:00Z'), 'Asia/Kathmandu')).toBe(17 * 60 + 45);
    expect(minuteOfDay(at('2026-11-22T20:30:00Z'), 'Asia/Tehran')).toBe(0);
  });

  test('the wall clock decides in the nights when summer time begins and ends', () => {
    expect(minuteOfDay(at('2026-03-29T00:59:00Z'), 'Europe/Berlin')).toBe(1 * 60 + 59);
    expect(minuteOfDay(at('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toBe(3 * 60);
    expect(minuteOfDay(at('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe(2 * 60 + 30);
    expect(minuteOfDay(at('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe(2 * 60 + 30);
    expect(minuteOfDay(at('2022-07-01T12:00:00Z'), 'Asia/Tehran')).toBe(16 * 60 + 30);
  });

  test('an instant before 1970 has its minute too', () => {
    expect(minuteOfDay(at('1969-12-31T23:59:30Z'), 'UTC')).toBe(1_439);
  });
});

describe('business days', () => {
  const tehran = { timeZone: 'Asia/Tehran', dayStartsAtHour: 4 };

  test('a sale after midnight belongs to the evening before', () => {
    expect(businessDay(at('2026-11-22T03:59:59+03:30'), tehran)).toBe('2026-11-21');
    expect(businessDay(at('2026-11-22T04:00:00+03:30'), tehran)).toBe('2026-11-22');
  });

  test('a day that starts at midnight is the local date', () => {
    const store = { timeZone: 'Asia/Tehran', dayStartsAtHour: 0 };
    expect(businessDay(at('2026-11-22T00:00:00+03:30'), store)).toBe('2026-11-22');
  });

  test('the hour on the wall decides in the nights when summer time begins and ends', () => {
    const berlin = { timeZone: 'Europe/Berlin', dayStartsAtHour: 4 };
    expect(businessDay(at('2026-03-29T04:30:00+02:00'), berlin)).toBe('2026-03-29');
    expect(businessDay(at('2026-03-29T03:30:00+02:00'), berlin)).toBe('2026-03-28');
    expect(businessDay(at('2026-10-25T03:30:00+01:00'), berlin)).toBe('2026-10-24');
    expect(businessDay(at('2026-10-25T04:00:00+01:00'), berlin)).toBe('2026-10-25');
  });

  test('the first hours of a year belong to the last day of the year before', () => {
    expect(businessDay(at('2027-01-01T01:00:00+03:30'), tehran)).toBe('2026-12-31');
  });
});

describe('ISO dates and time zones', () => {
  test.each(['2026-11-21', '2026-02-28', '2024-02-29', '2000-02-29', '2026-12-31'])(
    '%s is a date',
    (text) => {
      expect(isIsoDate(text)).toBe(true);
    },
  );

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '2026-11-00',
    '2026-10-01\n',
    '2026-1-2',
    '26-11-21',
    '۲۰۲۶-۱۱-۲۱',
    '2026-11-21T00:00',
  ])('%s is no date', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  test('only names of the time zone data are zones', () => {
    expect(isTimeZone('Asia/Tehran')).toBe(true);
    expect(isTimeZone('Asia/Nowhere')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});

describe('days to a birthday', () => {
  test('the day itself is zero, the day before one, the day after minus one', () => {
    expect(daysToBirthday('1989-11-21', '2026-11-21', 'persian')).toBe(0);
    expect(daysToBirthday('1989-11-21', '2026-11-20', 'persian')).toBe(1);
    expect(daysToBirthday('1989-11-21', '2026-11-22', 'persian')).toBe(-1);
  });

  test('a birthday across the end of the year is found from both sides', () => {
    expect(daysToBirthday('1990-01-02', '2026-12-30', 'gregorian')).toBe(3);
    expect(daysToBirthday('1990-12-30', '2027-01-02', 'gregorian')).toBe(-3);
    // 1 Farvardin and 29 Esfand
    expect(daysToBirthday('1992-03-21', '2027-03-19', 'persian')).toBe(2);
    expect(daysToBirthday('1993-03-20', '2027-03-22', 'persian')).toBe(-2);
  });

  test('30 Esfand is kept on 29 Esfand in years that have no leap day', () => {
    // 30 Esfand 1399; 29 Esfand 1405 ends an ordinary year; 1408 is a leap year.
    expect(daysToBirthday('2021-03-20', '2027-03-20', 'persian')).toBe(0);
    expect(daysToBirthday('2021-03-20', '2027-03-21', 'persian')).toBe(-1);
    expect(daysToBirthday('2021-03-20', '2030-03-20', 'persian')).toBe(0);
    expect(daysToBirthday('2021-03-20', '2030-03-19', 'persian')).toBe(1);
  });

  test('29 February is kept on 28 February in ordinary years', () => {
    expect(daysToBirthday('2024-02-29', '2027-02-28', 'gregorian')).toBe(0);
    expect(daysToBirthday('2024-02-29', '2028-02-29', 'gregorian')).toBe(0);
    expect(daysToBirthday('2024-02-29', '2028-02-28', 'gregorian')).toBe(1);
  });

  test('the same birth date returns on other days in the two calendars', () => {
    // 21 March 1997 was 1 Farvardin 1376; in 2028 that day is 20 March.
    expect(daysToBirthday('1997-03-21', '2028-03-20', 'persian')).toBe(0);
    expect(daysToBirthday('1997-03-21', '2028-03-20', 'gregorian')).toBe(1);
  });

  test('the nearest return is never more than half a year away', () => {
    fc.assert(
      fc.property(
        anyDate,
        anyDate,
        fc.constantFrom<CalendarName>('gregorian', 'persian'),
        (birth, today, calendar) => {
          expect(Math.abs(daysToBirthday(birth, today, calendar))).toBeLessThanOrEqual(183);
        },
      ),
    );
  });

  test('every year has exactly one day that is the birthday', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1950, max: 2090 }), (birth, year) => {
        const days = Array.from({ length: 365 + 1 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)));
        const dates = days
          .filter((day) => day.getUTCFullYear() === year)
          .map((day) => day.toISOString().slice(0, 10));
        expect(dates.filter((date) => daysToBirthday(birth, date, 'gregorian') === 0)).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });
});
