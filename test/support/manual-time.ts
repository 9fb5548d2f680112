/** A clock and timers that move only when a test moves them. */

import { branded } from '#shared/kernel/brand.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';

export type ManualTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Runs every timer that falls due on the way, each at its own instant. */
  readonly advance: (byMs: number) => void;
  /** The clock goes on while no timer runs, as in a process that was stopped; what fell due runs afterwards. */
  readonly freeze: (byMs: number) => void;
  readonly openTimers: () => number;
  /** Whether a timer is open that was set for so long at the instant that it is now. */
  readonly isJustSet: (delayMs: number) => boolean;
};

type Due = {
  readonly setMs: number;
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
};

export function createManualTime(startMs = 1_000_000): ManualTime {
  const open = new Map<number, Due>();
  let nowMs = startMs;
  let lastOrder = 0;
  const setTimer = (delayMs: number, run: () => void): TimerId => {
    lastOrder += 1;
    open.set(lastOrder, { setMs: nowMs, atMs: nowMs + delayMs, order: lastOrder, run });
    return branded<TimerId>(lastOrder);
  };
  const nextDue = (untilMs: number): Due | undefined =>
    [...open.values()]
      .filter((due) => due.atMs <= untilMs)
      .toSorted((one, other) => one.atMs - other.atMs || one.order - other.order)[0];
  const runUntil = (untilMs: number): void => {
    for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
      open.delete(due.order);
      nowMs = Math.max(nowMs, due.atMs);
      due.run();
    }
    nowMs = Math.max(nowMs, untilMs);
  };
  return {
    clock: { nowMs: () => epochMs(nowMs), monotonicMs: () => nowMs },
    // Only ids that `setTimer` above handed out come back, and those are numbers.
    timers: { setTimer, clearTimer: (timer) => void open.delete(Number(timer)) },
    advance: (byMs) => runUntil(nowMs + byMs),
    freeze: (byMs) => {
      nowMs += byMs;
      runUntil(nowMs);
    },
    openTimers: () => open.size,
    isJustSet: (delayMs) =>
      [...open.values()].some(({ setMs, atMs }) => setMs === nowMs && atMs === nowMs + delayMs),
  };
}
