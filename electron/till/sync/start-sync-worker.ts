/** Runs the conversation with HQ on a thread of its own, so that no line, however bad, delays a tap or a sale. */

import { Worker } from 'node:worker_threads';
import { syncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { SyncJob } from './worker-job.ts';

export type SyncWorker = {
  readonly send: (order: SyncOrder) => void;
  /** Told to stop, and ended when it does not. */
  readonly stop: () => void;
};

export type SyncWorkerEvents = {
  readonly onNews: (news: SyncNews) => void;
  /** It is gone without being told to. */
  readonly onLost: (reason: string) => void;
};

export type StartSyncWorker = (job: SyncJob, events: SyncWorkerEvents) => SyncWorker;

/** `workerEntry` is `sync-worker-process` beside the till's own entry. */
export function startSyncWorker(workerEntry: URL): StartSyncWorker {
  return (job, { onNews, onLost }) => {
    const worker = new Worker(workerEntry, { workerData: job });
    let isStopped = false;
    worker.on('message', (message: unknown) => {
      if (!isStopped) onNews(syncNews.parse(message));
    });
    const lost = (reason: string): void => {
      if (isStopped) return;
      isStopped = true;
      onLost(reason);
    };
    worker.on('error', (error) => lost(error instanceof Error ? error.message : 'error'));
    worker.on('exit', (code) => lost(`exit ${code}`));
    return {
      send: (order) => worker.postMessage(order),
      stop: () => {
        isStopped = true;
        // Nothing in it has to end well: what it writes is whole at every moment, or made again.
        void worker.terminate();
      },
    };
  };
}
