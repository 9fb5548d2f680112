/** Things to do soon, each known by a name: asked for again while it waits, it is done once. */

import type { TimerId, Timers } from '#shared/kernel/clock.ts';

export type Later = {
  readonly within: (name: string, delayMs: number, run: () => void) => void;
  readonly cancel: (name: string) => void;
  readonly close: () => void;
};

export function createLater(timers: Timers): Later {
  const waiting = new Map<string, TimerId>();
  return {
    within: (name, delayMs, run) => {
      if (waiting.has(name)) return;
      const timer = timers.setTimer(delayMs, () => {
        waiting.delete(name);
        run();
      });
      waiting.set(name, timer);
    },
    cancel: (name) => {
      const timer = waiting.get(name);
      if (timer !== undefined) timers.clearTimer(timer);
      waiting.delete(name);
    },
    close: () => {
      for (const timer of waiting.values()) timers.clearTimer(timer);
      waiting.clear();
    },
  };
}
