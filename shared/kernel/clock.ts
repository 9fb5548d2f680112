/** Time comes in through these ports, so that a test or the simulator owns it. */

import { branded } from './brand.ts';
import type { Brand } from './brand.ts';
import { invariant } from './invariant.ts';

/** UTC milliseconds since 1970-01-01. */
export type EpochMs = Brand<number, 'EpochMs'>;

export type Clock = {
  /** Wall clock; may jump in both directions. */
  readonly nowMs: () => EpochMs;
  /** Never goes back; only differences mean anything. */
  readonly monotonicMs: () => number;
};

export type TimerId = Brand<unknown, 'TimerId'>;

export type Timers = {
  readonly setTimer: (delayMs: number, run: () => void) => TimerId;
  readonly clearTimer: (timer: TimerId) => void;
};

/** Throws unless `value` is a safe integer of milliseconds. */
export function epochMs(value: number): EpochMs {
  invariant(Number.isSafeInteger(value), 'an instant is a safe integer of milliseconds');
  return branded<EpochMs>(value);
}
