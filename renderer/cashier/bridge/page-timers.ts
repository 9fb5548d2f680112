/** The page's own timers behind the port of the shared code. */

import { branded } from '#shared/kernel/brand.ts';
import type { TimerId, Timers } from '#shared/kernel/clock.ts';

export const pageTimers: Timers = {
  setTimer: (delayMs, run) => branded<TimerId>(globalThis.setTimeout(run, delayMs)),
  clearTimer: (timer) => globalThis.clearTimeout(Number(timer)),
};
