/** Makes a worker out of one turn of work: again and again, with a pause, until it is closed. */

import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';
import type { RunningWorker } from './hq-worker.ts';
import type { HqLog } from './log.ts';
import type { HqMetrics } from './metrics.ts';

export type LoopDeps = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: HqLog;
  readonly metrics: HqMetrics;
};

export type Loop = {
  readonly name: string;
  /** Pause after a turn that found nothing to do. */
  readonly pauseMs: number;
  /** A turn that takes longer than this counts as hung. */
  readonly turnMsMax: number;
  /** Answers whether there may be more to do: then the next turn follows at once. */
  readonly turn: (stopping: AbortSignal) => Promise<boolean>;
};

const failurePauseMsMax = 30_000;

/** Starts with a turn at once. A turn that throws is logged, and tried again after a pause that doubles. */
export function startLoop(deps: LoopDeps, loop: Loop): RunningWorker {
  const ending = new AbortController();
  let turnStartedMs: number | undefined;
  let wake: () => void = () => {};
  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer: TimerId = deps.timers.setTimer(delayMs, resolve);
      wake = () => {
        deps.timers.clearTimer(timer);
        resolve();
      };
    });
  const turn = async (): Promise<'more' | 'nothing' | 'failed'> => {
    turnStartedMs = deps.clock.monotonicMs();
    try {
      return (await loop.turn(ending.signal)) ? 'more' : 'nothing';
    } catch (error) {
      deps.log.fault('workerFailed', error, { worker: loop.name });
      deps.metrics.counter(failuresShape).add(1, { worker: loop.name });
      return 'failed';
    } finally {
      turnStartedMs = undefined;
    }
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!ending.signal.aborted) {
      const outcome = await turn();
      failures = outcome === 'failed' ? failures + 1 : 0;
      // The same failure for ever must not become a busy loop.
      const delayMs = Math.min(loop.pauseMs * 2 ** Math.min(failures, 16), failurePauseMsMax);
      if (outcome !== 'more' && !ending.signal.aborted) await pause(Math.max(delayMs, loop.pauseMs));
    }
  };
  const ended = run();
  return {
    isAlive: () => turnStartedMs === undefined || deps.clock.monotonicMs() - turnStartedMs <= loop.turnMsMax,
    close: () => {
      ending.abort();
      wake();
      return ended;
    },
  };
}

const failuresShape = {
  name: 'worker_failures_total',
  help: 'Turns of a worker that ended with a fault.',
  labels: ['worker'],
} as const;
