/** The one time that all tills and HQ live in: it stands still while anything is being done, and moves from event to event. */

import { branded } from '#shared/kernel/brand.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';
import { mustHold } from '../violation.ts';

/** Something that happens at an instant; the next one waits until it is over. */
export type Happening = () => void | Promise<void>;

export type HqTime = {
  readonly nowMs: () => number;
  /** Of one machine: what it sets is gone once `isGone` says so. */
  readonly timersOf: (isGone: () => boolean) => Timers;
  /** The machine's wall clock may be wrong by an offset; its monotonic clock never is. */
  readonly clockOf: (offsetMs: () => number) => Clock;
  readonly later: (delayMs: number, run: Happening) => void;
  /** One event after the other until `isDone`, or until `byMs` have passed. False when time ran out. */
  readonly run: (byMs: number, isDone?: () => boolean) => Promise<boolean>;
  /** Everybody sleeps: what fell due happens afterwards, once. */
  readonly sleep: (byMs: number) => void;
};

type Due = { readonly atMs: number; readonly order: number; readonly run: Happening };

/** Nothing in the world of one seed needs so many events: it moves in circles. */
const eventsMax = 400_000;

export function createHqTime(startMs: number): HqTime {
  const open = new Map<number, Due>();
  let nowMs = startMs;
  let lastOrder = 0;
  let events = 0;
  const add = (delayMs: number, run: Happening): number => {
    lastOrder += 1;
    open.set(lastOrder, { atMs: nowMs + Math.max(0, delayMs), order: lastOrder, run });
    return lastOrder;
  };
  const next = (): Due | undefined => {
    let first: Due | undefined;
    for (const due of open.values()) {
      if (first === undefined || due.atMs < first.atMs) first = due;
    }
    return first;
  };
  return {
    nowMs: () => nowMs,
    timersOf: (isGone) => ({
      setTimer: (delayMs, run) =>
        branded<TimerId>(
          add(delayMs, () => {
            if (!isGone()) run();
          }),
        ),
      // Only ids that `setTimer` above handed out come back, and those are numbers.
      clearTimer: (timer) => void open.delete(Number(timer)),
    }),
    clockOf: (offsetMs) => ({ nowMs: () => epochMs(nowMs + offsetMs()), monotonicMs: () => nowMs }),
    later: (delayMs, run) => void add(delayMs, run),
    run: async (byMs, isDone = () => false) => {
      const untilMs = nowMs + byMs;
      await breathe();
      for (;;) {
        if (isDone()) return true;
        const due = next();
        if (due === undefined || due.atMs > untilMs) break;
        open.delete(due.order);
        nowMs = Math.max(nowMs, due.atMs);
        events += 1;
        mustHold(events <= eventsMax, 'the world comes to rest');
        await due.run();
        await breathe();
      }
      nowMs = Math.max(nowMs, untilMs);
      return isDone();
    },
    sleep: (byMs) => {
      nowMs += byMs;
    },
  };
}

/** Everything that was promised so far comes to be. */
export async function breathe(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
}
