/** Virtual time: the wall clock can be set, monotonic time and timers only go on. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock, Timers } from '#shared/kernel/clock.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { chainNoonMs } from '#test/support/till-chain.ts';
import type { ClockFault } from './sim-faults.ts';

export type SimTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Timers fall due on the way. */
  readonly pass: (byMs: number) => void;
  readonly strike: (fault: ClockFault) => void;
  /** The wall clock is right again. */
  readonly heal: () => void;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const tenYearsMs = 3_653 * dayMs;

export function createSimTime(): SimTime {
  const time = createManualTime(chainNoonMs);
  let offsetMs = 0;
  return {
    clock: {
      nowMs: () => epochMs(time.clock.nowMs() + offsetMs),
      monotonicMs: time.clock.monotonicMs,
    },
    timers: time.timers,
    pass: time.advance,
    strike: (fault) => {
      if (fault === 'sleep') time.freeze(6 * 60_000);
      else if (fault === 'year1970') offsetMs = hourMs - time.clock.nowMs();
      else offsetMs += jumps[fault];
    },
    heal: () => {
      offsetMs = 0;
    },
  };
}

/** An hour forward and back is what a change to summer time does to a clock that is kept in local time. */
const jumps = {
  hourForward: hourMs,
  hourBack: -hourMs,
  dayBack: -dayMs,
  tenYears: tenYearsMs,
} as const;
