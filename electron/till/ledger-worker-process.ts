/** Worker thread: checks and copies the ledger. Starts with its job as worker data, answers once, ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#shared/kernel/invariant.ts';
import { doUpkeep } from './durability/do-upkeep.ts';
import type { UpkeepJob } from './durability/do-upkeep.ts';

invariant(parentPort !== null, 'the ledger worker is a worker thread');
// Made by `upkeepInWorker` of this program in the same process; what is copied between threads keeps its form.
parentPort.postMessage(doUpkeep(workerData as UpkeepJob));
