/** Keeps a worker running: starts it again when it ends, falls silent, or gets nowhere. */

import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { TillPorts } from '../ports.ts';
import { createLater } from './later.ts';
import type { StartSyncWorker, SyncWorker } from './start-sync-worker.ts';
import type { SyncJob } from './worker-job.ts';

export type WorkerSupervision = {
  /** Starts it; the job is made anew for each start. */
  readonly run: (makeJob: () => SyncJob) => void;
  readonly send: (order: SyncOrder) => void;
  readonly stop: () => void;
};

export type SuperviseDeps = {
  readonly startWorker: StartSyncWorker;
  readonly onNews: (news: SyncNews) => void;
  readonly ports: Pick<TillPorts, 'timers' | 'log'>;
};

/** It says every half minute that it lives. */
export const silenceMsMax = 150_000;
const restartMsFirst = 1_000;
const restartMsMax = 60_000;

export function superviseWorker({ startWorker, onNews, ports }: SuperviseDeps): WorkerSupervision {
  const later = createLater(ports.timers);
  let worker: SyncWorker | undefined;
  let makeJob: (() => SyncJob) | undefined;
  let failures = 0;
  const end = (): void => {
    later.close();
    worker?.stop();
    worker = undefined;
  };
  const startAgain = (reason: string): void => {
    end();
    const delayMs = Math.min(restartMsMax, restartMsFirst * 2 ** Math.min(failures, 10));
    failures += 1;
    ports.log('syncWorkerRestarting', { reason, delayMs });
    later.within('start', delayMs, start);
  };
  const listen = (): void => {
    later.cancel('silence');
    later.within('silence', silenceMsMax, () => startAgain('silent'));
  };
  const start = (): void => {
    if (makeJob === undefined) return;
    worker = startWorker(makeJob(), {
      onNews: (news) => {
        listen();
        // Whatever it was, it is over.
        if (news.kind === 'complete') failures = 0;
        onNews(news);
        if (news.kind === 'stuck') startAgain('stuck');
      },
      onLost: startAgain,
    });
    listen();
  };
  return {
    run: (make) => {
      end();
      makeJob = make;
      start();
    },
    send: (order) => worker?.send(order),
    stop: () => {
      makeJob = undefined;
      end();
    },
  };
}
