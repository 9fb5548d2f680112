/** Runs one job on a thread of its own, so that a load or a check never delays a tap or a sale. */

import { Worker } from 'node:worker_threads';
import type { SlicedCheck } from '../rules/sliced-rule-set.ts';
import type { LoadOutcome } from './build-cache.ts';
import { loadOutcomeOf, slicedCheckOf } from './cache-job.ts';
import type { CacheJob, PulledRulesJob, RulesJob, WorkerJob } from './cache-job.ts';

/** `workerEntry` is `cache-worker-process` beside the till's own entry. Rejects when the worker dies: a bug. */
export async function buildInWorker(workerEntry: URL, job: CacheJob): Promise<LoadOutcome> {
  return loadOutcomeOf(await runJob(workerEntry, job));
}

export async function checkInWorker(workerEntry: URL, job: RulesJob | PulledRulesJob): Promise<SlicedCheck> {
  return slicedCheckOf(await runJob(workerEntry, job));
}

function runJob(workerEntry: URL, job: WorkerJob): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry, { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the cache worker ended without an answer (${code})`)));
  });
}
