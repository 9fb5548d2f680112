import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysToBirthday, isIsoDate } from '#shared/domain/calendar.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { birthDateReturningOn, randomBirthDate } from '#tools/demo/jalali-dates.ts';

it('a birth date asked for returns on that very day, on the leap day too', () => {
  const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(daysToBirthday(birthDateReturningOn(day), day, 'persian')).toBe(0);
    }),
  );
  expect(birthDateReturningOn('2025-03-20')).toBe('1992-03-20'); // 30 Esfand 1403 and 1370
});

it('random birth dates are real dates of grown-up people, the leap day among them', () => {
  const rng = createSeededRng(7);
  const dates = Array.from({ length: 20_000 }, () => randomBirthDate(rng));
  expect(dates.every(isIsoDate)).toBe(true);
  const sorted = dates.toSorted();
  expect((sorted[0] ?? '') >= '1946-03-21').toBe(true);
  expect((sorted.at(-1) ?? '') <= '2007-03-20').toBe(true);
  expect(dates).toContain('1992-03-20');
});
