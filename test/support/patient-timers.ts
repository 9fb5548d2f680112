/**
 * For calls of a test: a contract’s deadlines are for a cashier who waits, and a machine that is busy with other tests, or
 * starts a program for the first time, is no fault of the program. What never answers meets the deadline of its test.
 */

import { systemTimers } from '#electron/till/node-ports.ts';
import type { Timers } from '#shared/kernel/clock.ts';

const patience = 30;

/** Every delay is thirty times as long. */
export const patientTimers: Timers = {
  ...systemTimers,
  setTimer: (delayMs, run) => systemTimers.setTimer(delayMs * patience, run),
};
