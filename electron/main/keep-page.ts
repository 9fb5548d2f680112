/** Brings the page back when its process ends or stops answering; what was in the basket is kept by the till service. */

import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';
import type { Log } from './log.ts';
import { healthyAfterMs, restartDelayMs } from './restart-delay.ts';

export type PageKeeperDeps = {
  readonly load: () => void;
  /** Ends the page's process; `gone` is told as for any other end. */
  readonly end: () => void;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  readonly log: Log;
};

export type PageKeeper = {
  readonly start: () => void;
  readonly gone: (reason: string) => void;
  readonly unresponsive: () => void;
  readonly responsive: () => void;
  /** The window closes: nothing is loaded any more. */
  readonly stop: () => void;
};

/** The system reports a page only after many seconds without an answer; so long again, and it is ended. */
export const unresponsiveMsMax = 5_000;

/** A page that lived this long had been shown: a cashier is waiting for it. */
export const runningAfterMs = 1_000;

export function createPageKeeper(deps: PageKeeperDeps): PageKeeper {
  let loadedAtMs = 0;
  let failuresInRow = 0;
  let reloading: TimerId | undefined;
  let waiting: TimerId | undefined;
  let isStopped = false;

  const load = (): void => {
    reloading = undefined;
    loadedAtMs = deps.clock.monotonicMs();
    deps.load();
  };
  const stopWaiting = (): void => {
    if (waiting !== undefined) deps.timers.clearTimer(waiting);
    waiting = undefined;
  };
  return {
    start: load,
    gone: (reason) => {
      stopWaiting();
      if (isStopped || reloading !== undefined) return;
      const livedMs = deps.clock.monotonicMs() - loadedAtMs;
      if (livedMs >= healthyAfterMs) failuresInRow = 0;
      failuresInRow += 1;
      const delayMs = restartDelayMs(failuresInRow, livedMs >= runningAfterMs);
      deps.log('pageGone', { reason, delayMs });
      reloading = deps.timers.setTimer(delayMs, load);
    },
    unresponsive: () => {
      if (isStopped || waiting !== undefined) return;
      deps.log('pageUnresponsive');
      waiting = deps.timers.setTimer(unresponsiveMsMax, deps.end);
    },
    responsive: stopWaiting,
    stop: () => {
      isStopped = true;
      stopWaiting();
      if (reloading !== undefined) deps.timers.clearTimer(reloading);
      reloading = undefined;
    },
  };
}
