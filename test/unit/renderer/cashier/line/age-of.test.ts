import { describe, expect, it } from 'vitest';
import { ageOf } from '#renderer/cashier/line/age-of.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = 1_800_000_000_000;

describe('an age on the screen', () => {
  it.each([
    [-hourMs, { unit: 'now', count: 0 }],
    [minuteMs - 1, { unit: 'now', count: 0 }],
    [minuteMs, { unit: 'minutes', count: 1 }],
    [2 * hourMs - 1, { unit: 'minutes', count: 119 }],
    [2 * hourMs, { unit: 'hours', count: 2 }],
    [48 * hourMs - 1, { unit: 'hours', count: 47 }],
    [48 * hourMs, { unit: 'days', count: 2 }],
  ])('of %d ms is told in the unit that says enough', (passedMs, age) => {
    expect(ageOf(nowMs - passedMs, nowMs)).toEqual(age);
  });
});
