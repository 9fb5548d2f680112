/** Hands the nightly work to a worker thread. */

import { Worker } from 'node:worker_threads';
import { invariant } from '#shared/kernel/invariant.ts';
import type { UpkeepJob } from './do-upkeep.ts';
import type { UpkeepDone } from './upkeep.ts';

/** `workerEntry` is `ledger-worker-process` beside the till's own entry. Rejects when the worker dies: a bug. */
export function upkeepInWorker(workerEntry: URL, job: UpkeepJob): Promise<UpkeepDone> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerEntry, { workerData: job });
    // A till that is closed does not wait for it: a copy gets its name only when it is whole.
    worker.unref();
    worker.once('message', (message: unknown) => {
      invariant(isUpkeepDone(message), 'the ledger worker answers with what it did');
      resolve(message);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the ledger worker ended without an answer (${code})`)));
  });
}

function isUpkeepDone(message: unknown): message is UpkeepDone {
  return typeof message === 'object' && message !== null && 'check' in message && 'backupFailure' in message;
}
