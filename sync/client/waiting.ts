/** Waits until a delay is over or somebody has a reason; a reason that came before the wait is not lost. */

import type { TimerId, Timers } from '#shared/kernel/clock.ts';

export type Waiting = {
  /** Clears the reasons that it ends for. */
  readonly wait: (delayMs: number) => Promise<void>;
  /** Ends the wait at the latest after this delay; several such calls end it once. */
  readonly wakeIn: (delayMs: number) => void;
  /** Ends the wait now. */
  readonly wake: () => void;
  /** A reason has come since the last wait ended. */
  readonly isWoken: () => boolean;
  /** For good. */
  readonly close: () => void;
};

export function createWaiting(timers: Timers): Waiting {
  let end: (() => void) | null = null;
  let isWoken = false;
  let isClosed = false;
  let soon: TimerId | null = null;
  const clearSoon = (): void => {
    if (soon !== null) timers.clearTimer(soon);
    soon = null;
  };
  const wake = (): void => {
    clearSoon();
    isWoken = true;
    end?.();
  };
  return {
    wait: (delayMs) =>
      new Promise((resolve) => {
        const done = (): void => {
          timers.clearTimer(timer);
          end = null;
          isWoken = false;
          resolve();
        };
        const timer = timers.setTimer(Math.max(0, Math.ceil(delayMs)), done);
        end = done;
        if (isWoken || isClosed) done();
      }),
    wakeIn: (delayMs) => {
      if (isClosed || isWoken || soon !== null) return;
      soon = timers.setTimer(delayMs, wake);
    },
    wake,
    isWoken: () => isWoken,
    close: () => {
      isClosed = true;
      clearSoon();
      end?.();
    },
  };
}
