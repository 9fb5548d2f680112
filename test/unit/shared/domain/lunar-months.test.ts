import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { createLunarCalendar } from '#shared/domain/lunar-months.ts';
import type { HijriMonthStart } from '#shared/domain/lunar-months.ts';
import { addDays } from '#test/support/day-table.ts';

const starts = (announced: readonly HijriMonthStart[], year: number, month: number) => {
  const { day, isEstimated } = createLunarCalendar(announced).monthStart(year, month);
  return { startsOn: isoDateOf(day), isEstimated };
};
const monthDay = (announced: readonly HijriMonthStart[], date: string) =>
  createLunarCalendar(announced).monthDayOf(dayNumberOf(date));

describe('months of the lunar calendar', () => {
  test('without an announcement Umm al-Qura tells the month, marked as an estimate', () => {
    expect(starts([], 1447, 9)).toEqual({ startsOn: '2026-02-18', isEstimated: true });
    expect(starts([], 1447, 10)).toEqual({ startsOn: '2026-03-20', isEstimated: true });
    expect(monthDay([], '2026-03-19')).toEqual({ month: 9, day: 30 });
  });

  test('an announced month begins on the day announced, and is no estimate', () => {
    const announced = [{ year: 1447, month: 9, startsOn: '2026-02-19' }];
    expect(starts(announced, 1447, 9)).toEqual({ startsOn: '2026-02-19', isEstimated: false });
    expect(monthDay(announced, '2026-02-18')).toEqual({ month: 8, day: 30 });
    expect(monthDay(announced, '2026-02-19')).toEqual({ month: 9, day: 1 });
  });

  test('a month announced a day early takes that day from the month before', () => {
    const announced = [{ year: 1447, month: 9, startsOn: '2026-02-17' }];
    expect(monthDay(announced, '2026-02-16').month).toBe(8);
    expect(monthDay(announced, '2026-02-17')).toEqual({ month: 9, day: 1 });
  });

  test('an estimate moves where an announced neighbour would have 28 or 31 days', () => {
    // Umm al-Qura: Muharram 1448 on 16 June, Safar on 16 July, Rabi al-awwal on 14 August 2026.
    const lateSafar = [{ year: 1448, month: 2, startsOn: '2026-07-17' }];
    expect(starts([], 1448, 3).startsOn).toBe('2026-08-14');
    expect(starts(lateSafar, 1448, 3)).toEqual({ startsOn: '2026-08-15', isEstimated: true });
    const earlySafar = [{ year: 1448, month: 2, startsOn: '2026-07-14' }];
    expect(starts(earlySafar, 1448, 3).startsOn).toBe('2026-08-13');
    expect(starts(lateSafar, 1448, 1).startsOn).toBe('2026-06-17');
    expect(starts(earlySafar, 1448, 1).startsOn).toBe('2026-06-15');
  });

  test('an estimate between two announced months leaves both 29 or 30 days', () => {
    const announced = [
      { year: 1448, month: 2, startsOn: '2026-07-17' },
      { year: 1448, month: 4, startsOn: '2026-09-13' },
    ];
    expect(starts(announced, 1448, 3)).toEqual({ startsOn: '2026-08-15', isEstimated: true });
  });

  test('the year changes with announced Muharram', () => {
    const announced = [{ year: 1448, month: 1, startsOn: '2026-06-17' }];
    expect(starts([], 1448, 1).startsOn).toBe('2026-06-16');
    expect(monthDay(announced, '2026-06-16')).toEqual({ month: 12, day: 30 });
    expect(monthDay(announced, '2026-06-17')).toEqual({ month: 1, day: 1 });
  });

  test('with every month announced, every day is what counting from the announcements gives', () => {
    const lengths = fc.array(fc.constantFrom(29, 30), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(lengths, (monthLengths) => {
        const table = announcedTable(plausible(monthLengths));
        const calendar = createLunarCalendar(table.announced);
        // The length of the last month rests on an estimate of the one after it.
        for (const { date, month, day } of table.days.slice(0, -30)) {
          expect({ date, ...calendar.monthDayOf(dayNumberOf(date)) }).toEqual({ date, month, day });
        }
      }),
      { numRuns: 10 },
    );
  });

  test('any announcements, even nonsense, give a day of a month', () => {
    const nonsense = fc.array(
      fc.record({
        year: fc.constant(1448),
        month: fc.integer({ min: 1, max: 12 }),
        startsOn: fc.integer({ min: -40, max: 400 }).map((days) => addDays('2026-06-16', days)),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(nonsense, fc.integer({ min: 0, max: 400 }), (announced, days) => {
        const { month, day } = monthDay(announced, addDays('2026-06-01', days));
        expect(month >= 1 && month <= 12 && day >= 1 && day <= 30).toBe(true);
      }),
    );
  });
});

/** Lengths that never wander more than two days from those of the moon. */
function plausible(monthLengths: readonly number[]): readonly number[] {
  let drift = 0;
  return monthLengths.map((length) => {
    const held = drift >= 1 ? 29 : drift <= -1 ? 30 : length;
    drift += held - 29.53;
    return held;
  });
}

function announcedTable(monthLengths: readonly number[]) {
  const announced: HijriMonthStart[] = [];
  const days: { date: string; month: number; day: number }[] = [];
  let startsOn = '2026-06-16';
  for (const [index, length] of monthLengths.entries()) {
    const month = (index % 12) + 1;
    announced.push({ year: 1448 + Math.floor(index / 12), month, startsOn });
    for (let day = 1; day <= length; day += 1) days.push({ date: addDays(startsOn, day - 1), month, day });
    startsOn = addDays(startsOn, length);
  }
  return { announced, days };
}
