import { expect, test } from 'vitest';
import { daysToDrop } from '#electron/till/durability/kept-backups.ts';
import { addDays } from '#shared/domain/day-number.ts';

test('of a copy each day the last seven stay, and the newest of each of the last four weeks', () => {
  const kept: string[] = [];
  for (let day = 0; day < 60; day += 1) {
    kept.push(addDays('2026-01-01', day));
    const dropped = new Set<string>(daysToDrop(kept));
    kept.splice(0, kept.length, ...kept.filter((each) => !dropped.has(each)));
  }
  expect(kept.slice(-7)).toEqual([-6, -5, -4, -3, -2, -1, 0].map((back) => addDays('2026-03-01', back)));
  expect(kept.length).toBeGreaterThanOrEqual(9);
  expect(kept.length).toBeLessThanOrEqual(11);
  expect((kept[0] ?? '') > '2026-02-01').toBe(true);
});

test('nothing is dropped while there are few', () => {
  expect(daysToDrop(['2026-01-01', '2026-01-02'])).toEqual([]);
});
