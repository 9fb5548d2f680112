import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberOf, daysBetween, isoDateOf } from '#shared/domain/day-number.ts';
import { anyIsoDate } from '#test/support/any-date.ts';

describe('day numbers', () => {
  test('the day after has the next number, over the ends of months, years and Februaries', () => {
    const pairs = [
      ['2026-11-21', '2026-11-22'],
      ['2026-11-30', '2026-12-01'],
      ['2026-12-31', '2027-01-01'],
      ['2024-02-28', '2024-02-29'],
      ['2024-02-29', '2024-03-01'],
      ['2026-02-28', '2026-03-01'],
      ['1900-02-28', '1900-03-01'],
    ] as const;
    expect(pairs.filter(([day, next]) => dayNumberOf(next) - dayNumberOf(day) !== 1)).toEqual([]);
  });

  test('a day number gives its date back', () => {
    fc.assert(
      fc.property(anyIsoDate, (date) => {
        expect(isoDateOf(dayNumberOf(date))).toBe(date);
      }),
    );
  });

  test('days between two dates are those of UTC, which has no summer time', () => {
    fc.assert(
      fc.property(anyIsoDate, anyIsoDate, (from, until) => {
        expect(daysBetween(from, until)).toBe((Date.parse(until) - Date.parse(from)) / 86_400_000);
      }),
    );
  });

  test('a text that is no date is a bug of the caller', () => {
    expect(() => dayNumberOf('today')).toThrow('a date is written');
  });
});
