import { expect, test } from 'vitest';
import { epochMs } from '#shared/kernel/clock.ts';
import { momentAt } from '#shared/scoring/facts/moment-at.ts';

test('a moment is the day and the minute on the wall of the store, not in UTC', () => {
  const at = epochMs(Date.parse('2026-11-22T20:31:59Z'));
  expect(momentAt(at, 'Asia/Tehran')).toEqual({ localDate: '2026-11-23', minuteOfDay: 1 });
  expect(momentAt(at, 'UTC')).toEqual({ localDate: '2026-11-22', minuteOfDay: 20 * 60 + 31 });
});
