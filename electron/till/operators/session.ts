/**
 * Who is signed in. In memory only: main holds it over a restart of the service, and nothing over a restart of main.
 */

import type { Operator } from '#shared/domain/operator.ts';
import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';

export type Session = {
  /** The operator, unless the till was idle for too long. */
  readonly current: () => Operator | null;
  readonly begin: (operator: Operator) => void;
  readonly end: () => void;
  /** The operator did something: the idle time starts again. */
  readonly touch: () => void;
  /** The till closes: nothing is watched any more, and nobody is told. */
  readonly close: () => void;
};

/** Who was signed in before this service was started in place of one that ended. */
export type SessionBefore = { readonly operator: Operator; readonly idleMs: number };

export type SessionDeps = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Idle time after which the till locks itself. */
  readonly autoLockMs: number;
  /** The till locked itself. */
  readonly onLocked: () => void;
  readonly before: SessionBefore | null;
  /** Somebody signed in or worked (told from time to time), or nobody is signed in any more. */
  readonly onChanged: (operator: Operator | null) => void;
};

/** How often work is told on: so much sooner may a session held by main be taken for idle. */
const tellEveryMs = 5_000;

/** How often it is looked whether nobody is here: so much later may a new time until the lock come into force. */
const lookEveryMs = 5_000;

export function createSession(deps: SessionDeps): Session {
  let operator: Operator | null = null;
  let touched = { monotonicMs: 0, wallMs: 0 };
  let timer: TimerId | null = null;
  let toldAtMs = 0;

  const stopTimer = (): void => {
    if (timer !== null) deps.timers.clearTimer(timer);
    timer = null;
  };
  const tell = (): void => {
    toldAtMs = deps.clock.monotonicMs();
    deps.onChanged(operator);
  };
  const end = (): void => {
    stopTimer();
    operator = null;
    tell();
  };
  const lock = (): void => {
    end();
    deps.onLocked();
  };
  const touch = (): void => {
    touched = { monotonicMs: deps.clock.monotonicMs(), wallMs: deps.clock.nowMs() };
    if (operator !== null && touched.monotonicMs - toldAtMs >= tellEveryMs) tell();
  };
  // Some systems stop the monotonic clock while they sleep; a wall clock that is set back counts for nothing.
  const idleMs = (): number =>
    Math.max(deps.clock.monotonicMs() - touched.monotonicMs, deps.clock.nowMs() - touched.wallMs);
  // One timer, looked at when it ends, instead of a new one for each operation.
  const watch = (delayMs: number): void => {
    timer = deps.timers.setTimer(Math.min(delayMs, lookEveryMs), () => {
      const leftMs = deps.autoLockMs - idleMs();
      if (leftMs <= 0) lock();
      else watch(leftMs);
    });
  };
  const goOn = ({ operator: earlier, idleMs: idleBeforeMs }: SessionBefore): void => {
    if (idleBeforeMs >= deps.autoLockMs) return;
    operator = earlier;
    const { monotonicMs, nowMs } = deps.clock;
    touched = { monotonicMs: monotonicMs() - idleBeforeMs, wallMs: nowMs() - idleBeforeMs };
    watch(deps.autoLockMs - idleBeforeMs);
  };
  if (deps.before !== null) goOn(deps.before);
  return {
    current: () => {
      // Timers stand still while the machine sleeps: the clock has the last word.
      if (operator !== null && idleMs() >= deps.autoLockMs) lock();
      return operator;
    },
    begin: (next) => {
      stopTimer();
      operator = next;
      tell();
      touch();
      watch(deps.autoLockMs);
    },
    end,
    touch,
    close: stopTimer,
  };
}
