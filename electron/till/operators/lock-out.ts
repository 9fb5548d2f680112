/** When wrong PINs lock an operator out, and for how long. Pure. */

import type { EpochMs } from '#shared/kernel/clock.ts';

export type Attempts = {
  /** Attempts since the last right PIN, the one being checked included. */
  readonly wrongCount: number;
  /** Wall clock at the attempt that locked; null while nothing is locked. */
  readonly lockedAtMs: EpochMs | null;
};

export const wrongPinsFree = 4;
const firstLockMs = 30_000;
export const lockMsMax = 3_600_000;

export const noAttempts: Attempts = { wrongCount: 0, lockedAtMs: null };

/** The fifth wrong PIN locks for 30 s, every further one for twice as long, at most an hour. */
export function lockMsAfter(wrongCount: number): number {
  if (wrongCount <= wrongPinsFree) return 0;
  return Math.min(firstLockMs * 2 ** (wrongCount - wrongPinsFree - 1), lockMsMax);
}

/** The attempt is counted as wrong before it is checked: a kill between the two cannot win a free guess. */
export function afterAttempt(attempts: Attempts, nowMs: EpochMs): Attempts {
  const wrongCount = attempts.wrongCount + 1;
  return { wrongCount, lockedAtMs: lockMsAfter(wrongCount) === 0 ? null : nowMs };
}

/**
 * Milliseconds of lock left at `nowMs`. A clock that stands before the lock was made was set back: the whole lock is
 * left then, so that setting the clock never shortens a lock, and never makes one longer than its own length.
 */
export function lockMsLeft(attempts: Attempts, nowMs: EpochMs): number {
  if (attempts.lockedAtMs === null) return 0;
  const elapsedMs = nowMs - attempts.lockedAtMs;
  const lockMs = lockMsAfter(attempts.wrongCount);
  return elapsedMs < 0 ? lockMs : Math.max(0, lockMs - elapsedMs);
}
