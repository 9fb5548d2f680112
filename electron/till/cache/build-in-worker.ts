/** Runs one cache job on a thread of its own, so that a load never delays a tap or a sale. */

import { Worker } from 'node:worker_threads';
import type { LoadOutcome } from './build-cache.ts';
import { loadOutcomeOf } from './cache-job.ts';
import type { CacheJob } from './cache-job.ts';

/** `workerEntry` is `cache-worker-process` beside the till's own entry. Rejects when the worker dies: a bug. */
export function buildInWorker(workerEntry: URL, job: CacheJob): Promise<LoadOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry, { workerData: job });
    worker.once('message', (message: unknown) => resolve(loadOutcomeOf(message)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the cache worker ended without an answer (${code})`)));
  });
}
