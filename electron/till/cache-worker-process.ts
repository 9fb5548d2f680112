/** Worker thread: the only writer of the cache's files. Starts with its job as worker data, answers once, ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#shared/kernel/invariant.ts';
import { cacheJobOf } from './cache/cache-job.ts';
import { buildFromFiles } from './cache/load-chain.ts';
import { createPinHasher } from './node-pin-hasher.ts';
import { sha256, utf8 } from './node-signatures.ts';

const port = parentPort;
invariant(port !== null, 'the cache worker is a worker thread');
const { place, source, pinPepper, pinCost } = cacheJobOf(workerData);
const { hashPin } = createPinHasher(pinPepper, pinCost);
// An error that is thrown ends the thread; whoever started it sees it as the thread's error.
port.postMessage(await buildFromFiles(place, source, { hashPin, sha256, utf8 }));
