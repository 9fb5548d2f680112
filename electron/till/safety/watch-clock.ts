/** Looks every minute whether the till's clock can still be believed: nobody else comes by while nothing is sold. */

import type { Timers } from '#shared/kernel/clock.ts';
import type { BelievedClock } from '../believed-clock.ts';

export const clockLookEveryMs = 60_000;

export type ClockWatch = { readonly close: () => void };

export type ClockWatchDeps = {
  readonly timers: Timers;
  readonly believed: Pick<BelievedClock, 'clockAheadMs'>;
  /** It went wrong, it is right again, or it is wrong by another amount. */
  readonly onChanged: () => void;
};

export function watchClock({ timers, believed, onChanged }: ClockWatchDeps): ClockWatch {
  let told = believed.clockAheadMs();
  const look = (): void => {
    const aheadMs = believed.clockAheadMs();
    if (!isAlike(told, aheadMs)) {
      told = aheadMs;
      onChanged();
    }
    timer = timers.setTimer(clockLookEveryMs, look);
  };
  let timer = timers.setTimer(clockLookEveryMs, look);
  return { close: () => timers.clearTimer(timer) };
}

/** The same to whoever reads it: it is told in minutes. */
function isAlike(left: number | null, right: number | null): boolean {
  if (left === null || right === null) return left === right;
  return Math.abs(left - right) < clockLookEveryMs;
}
