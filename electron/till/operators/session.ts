/** Who is signed in. In memory only: after a restart the till asks again. */

import type { Operator } from '#shared/domain/operator.ts';
import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';

export type Session = {
  /** The operator, unless the till was idle for too long. */
  readonly current: () => Operator | null;
  readonly begin: (operator: Operator) => void;
  readonly end: () => void;
  /** The operator did something: the idle time starts again. */
  readonly touch: () => void;
};

export type SessionDeps = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Idle time after which the till locks itself. */
  readonly autoLockMs: number;
  /** The till locked itself. */
  readonly onLocked: () => void;
};

export function createSession(deps: SessionDeps): Session {
  let operator: Operator | null = null;
  let touched = { monotonicMs: 0, wallMs: 0 };
  let timer: TimerId | null = null;

  const stopTimer = (): void => {
    if (timer !== null) deps.timers.clearTimer(timer);
    timer = null;
  };
  const end = (): void => {
    stopTimer();
    operator = null;
  };
  const lock = (): void => {
    end();
    deps.onLocked();
  };
  const touch = (): void => {
    touched = { monotonicMs: deps.clock.monotonicMs(), wallMs: deps.clock.nowMs() };
  };
  // Some systems stop the monotonic clock while they sleep; a wall clock that is set back counts for nothing.
  const idleMs = (): number =>
    Math.max(deps.clock.monotonicMs() - touched.monotonicMs, deps.clock.nowMs() - touched.wallMs);
  // One timer, looked at when it ends, instead of a new one for each operation.
  const watch = (delayMs: number): void => {
    timer = deps.timers.setTimer(delayMs, () => {
      const leftMs = deps.autoLockMs - idleMs();
      if (leftMs <= 0) lock();
      else watch(leftMs);
    });
  };
  return {
    current: () => {
      // Timers stand still while the machine sleeps: the clock has the last word.
      if (operator !== null && idleMs() >= deps.autoLockMs) lock();
      return operator;
    },
    begin: (next) => {
      stopTimer();
      operator = next;
      touch();
      watch(deps.autoLockMs);
    },
    end,
    touch,
  };
}
