/** Time that a test moves by hand, for the reader's deadlines. */

import { setImmediate as turn } from 'node:timers/promises';
import { branded } from '#shared/kernel/brand.ts';
import type { TimerId, Timers } from '#shared/kernel/clock.ts';

export type HandTimers = Timers & {
  readonly nowMs: () => number;
  /** Runs what falls due on the way, in order, and lets promises settle in between. */
  readonly pass: (ms: number) => Promise<void>;
  readonly running: () => number;
};

export function createHandTimers(): HandTimers {
  let nowMs = 0;
  let lastId = 0;
  const due = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  const earliest = (untilMs: number): number | undefined => {
    const ready = [...due].filter(([, { atMs }]) => atMs <= untilMs);
    return ready.toSorted(
      ([leftId, left], [rightId, right]) => left.atMs - right.atMs || leftId - rightId,
    )[0]?.[0];
  };
  const pass = async (ms: number): Promise<void> => {
    const untilMs = nowMs + ms;
    await turn();
    for (let id = earliest(untilMs); id !== undefined; id = earliest(untilMs)) {
      const timer = due.get(id);
      due.delete(id);
      nowMs = Math.max(nowMs, timer?.atMs ?? 0);
      timer?.run();
      await turn();
    }
    nowMs = untilMs;
  };
  return {
    setTimer: (delayMs, run) => {
      lastId += 1;
      due.set(lastId, { atMs: nowMs + delayMs, run });
      return branded<TimerId>(lastId);
    },
    clearTimer: (timer) => void due.delete(timer as unknown as number), // made by setTimer above
    nowMs: () => nowMs,
    pass,
    running: () => due.size,
  };
}
