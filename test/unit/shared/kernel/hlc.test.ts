import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareHlc, nextHlc } from '#shared/kernel/hlc.ts';
import type { Hlc } from '#shared/kernel/hlc.ts';

test('the first value is the wall clock with the counter at zero', () => {
  expect(nextHlc(undefined, 1_000)).toEqual({ wallMs: 1_000, counter: 0 });
});

test('a clock that went back keeps the last instant and counts on', () => {
  expect(nextHlc({ wallMs: 5_000, counter: 7 }, 1_000)).toEqual({ wallMs: 5_000, counter: 8 });
});

test('a later wall clock starts the counter again', () => {
  expect(nextHlc({ wallMs: 5_000, counter: 7 }, 5_001)).toEqual({ wallMs: 5_001, counter: 0 });
});

test('values strictly increase whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2 }), (wallClock) => {
      const values = wallClock.reduce<readonly Hlc[]>(
        (made, nowMs) => [...made, nextHlc(made.at(-1), nowMs)],
        [],
      );
      const isLater = values.slice(1).map((value, place) => compareHlc(values[place] ?? value, value) < 0);
      expect(isLater).not.toContain(false);
    }),
  );
});

test('a counter that is used up throws instead of going round', () => {
  expect(() => nextHlc({ wallMs: 5, counter: 2 ** 32 - 1 }, 5)).toThrow('fewer than 2^32 entries');
});
