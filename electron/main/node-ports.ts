/** The real clock, timers and randomness of this process. */

import { randomFillSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { branded } from '#shared/kernel/brand.ts';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';

export const monotonicClock: Pick<Clock, 'monotonicMs'> = { monotonicMs: () => performance.now() };

export const nodeTimers: Timers = {
  setTimer: (delayMs, run) => branded(setTimeout(run, delayMs)),
  // Every timer id of these timers was made one line above.
  clearTimer: (timer) => clearTimeout(timer as unknown as NodeJS.Timeout),
};

export const strongRandomBytes: RandomBytes = (count) => randomFillSync(new Uint8Array(count));
