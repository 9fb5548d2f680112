/** Applies what is staged in a folder, as the thread that talks to HQ does, and tells how long it took. */

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { openTestPull } from '#test/support/open-test-pull.ts';
import { invariant } from '#shared/kernel/invariant.ts';

const port = parentPort;
invariant(port !== null && typeof workerData === 'string', 'the worker is given its folder');
const pull = openTestPull(workerData, true);
const startedMs = performance.now();
const applied = pull.apply();
const tookMs = performance.now() - startedMs;
pull.close();
invariant(applied.ok, 'what was staged is applied');
port.postMessage(tookMs);
