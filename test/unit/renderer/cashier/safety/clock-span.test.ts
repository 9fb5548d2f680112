import { expect, test } from 'vitest';
import { clockSpan } from '#renderer/cashier/safety/clock-span.ts';

const minuteMs = 60_000;

test('a clock that is off is told in minutes, hours or days, ahead and behind alike', () => {
  expect(clockSpan(6 * minuteMs)).toEqual({ unit: 'minutes', count: 6 });
  expect(clockSpan(-119 * minuteMs)).toEqual({ unit: 'minutes', count: 119 });
  expect(clockSpan(120 * minuteMs)).toEqual({ unit: 'hours', count: 2 });
  expect(clockSpan(-26 * 60 * minuteMs)).toEqual({ unit: 'hours', count: 26 });
  expect(clockSpan(-10 * 24 * 60 * minuteMs)).toEqual({ unit: 'days', count: 10 });
});
