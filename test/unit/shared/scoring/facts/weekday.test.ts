import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekdayOf } from '#shared/scoring/facts/weekday.ts';
import { weekdayNames } from '#shared/scoring/language/period.ts';
import { anyIsoDate } from '#test/support/any-date.ts';

test('22 November 2026 is a Sunday, and the week around it has its seven names in order', () => {
  const week = ['21', '22', '23', '24', '25', '26', '27'].map((day) => weekdayOf(`2026-11-${day}`));
  expect(week).toEqual([...weekdayNames]);
  expect(weekdayOf('2026-11-22')).toBe('sun');
});

test('every day has the weekday that the platform shows', () => {
  const format = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' });
  fc.assert(
    fc.property(anyIsoDate, (date) => {
      expect(weekdayOf(date)).toBe(format.format(Date.parse(date)).toLowerCase());
    }),
  );
});
