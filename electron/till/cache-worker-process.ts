/** Worker thread: the only writer of the cache's files. Starts with its job as worker data, answers once, ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import { jobOf } from './cache/cache-job.ts';
import type { LoadOutcome } from './cache/build-cache.ts';
import type { CacheJob, WorkerJob } from './cache/cache-job.ts';
import { readPulledRules } from './cache/read-pulled-rules.ts';
import { buildFromFiles } from './cache/load-chain.ts';
import { createPinHasher } from './node-pin-hasher.ts';
import { sha256, utf8 } from './node-signatures.ts';
import { readRuleSetFile } from './rules/rule-set-file.ts';
import { sliced } from './rules/sliced-rule-set.ts';
import type { SlicedCheck } from './rules/sliced-rule-set.ts';

const port = parentPort;
invariant(port !== null, 'the cache worker is a worker thread');
const job = jobOf(workerData);
// An error that is thrown ends the thread; whoever started it sees it as the thread's error.
port.postMessage(await answerTo(job));

async function answerTo(asked: WorkerJob): Promise<LoadOutcome | SlicedCheck> {
  switch (asked.kind) {
    case 'cache':
      return build(asked);
    case 'rules':
      return sliced(await readRuleSetFile(asked.dir, { sha256, utf8 }));
    case 'pulledRules':
      return sliced(readPulledRules(asked.place, { sha256, utf8 }));
    default:
      return unreachable(asked);
  }
}

function build({ place, source, pinPepper, pinCost }: CacheJob): ReturnType<typeof buildFromFiles> {
  const { hashPin } = createPinHasher(pinPepper, pinCost);
  return buildFromFiles(place, source, { hashPin, sha256, utf8 });
}
