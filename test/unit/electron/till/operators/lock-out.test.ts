import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterAttempt,
  lockMsAfter,
  lockMsLeft,
  lockMsMax,
  noAttempts,
} from '#electron/till/operators/lock-out.ts';
import { epochMs } from '#shared/kernel/clock.ts';

test('four wrong PINs are free, the fifth costs 30 seconds, and each further one twice as much up to an hour', () => {
  expect([1, 4, 5, 6, 7, 11, 12, 500].map(lockMsAfter)).toEqual([
    0, 0, 30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000,
  ]);
});

test('a lock is never longer than its own length and never shorter because the clock went back', () => {
  const instants = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), instants, instants, (wrongCount, lockedAt, now) => {
      const attempts = { wrongCount, lockedAtMs: epochMs(lockedAt) };
      const leftMs = lockMsLeft(attempts, epochMs(now));
      expect(leftMs).toBeGreaterThanOrEqual(0);
      expect(leftMs).toBeLessThanOrEqual(lockMsMax);
      expect(now > lockedAt || leftMs === lockMsAfter(wrongCount)).toBe(true);
    }),
  );
});

test('an attempt counts before anybody knows whether it is right', () => {
  let attempts = noAttempts;
  for (let count = 1; count <= 5; count += 1) attempts = afterAttempt(attempts, epochMs(1_000 * count));
  expect(attempts).toEqual({ wrongCount: 5, lockedAtMs: 5_000 });
  expect(lockMsLeft(attempts, epochMs(34_999))).toBe(1);
  expect(lockMsLeft(attempts, epochMs(35_000))).toBe(0);
});
