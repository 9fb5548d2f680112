/** Every worker of HQ. Each area adds its own line. */

import type { HqWorker } from './hq-worker.ts';
import { recordsWorker } from './members/records-worker.ts';
import { publicationWorker } from './publication/publication-worker.ts';
import { countingWorker } from './truth/counting-worker.ts';
import { endOfLotsWorker } from './truth/end-of-lots-worker.ts';

export const workers: readonly HqWorker[] = [
  publicationWorker,
  recordsWorker,
  countingWorker,
  endOfLotsWorker,
];
