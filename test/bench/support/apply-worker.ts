/** Applies what is staged in a folder, as the thread that talks to HQ does, and tells how long it took. */

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { openTestPull } from '#test/support/open-test-pull.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/** `threadMs` is the processor's time alone: it says the same however many others want the processor. */
export type AppliedIn = { readonly tookMs: number; readonly threadMs: number };

const port = parentPort;
invariant(port !== null && typeof workerData === 'string', 'the worker is given its folder');
const pull = openTestPull(workerData, true);
const startedMs = performance.now();
const startedCpu = process.threadCpuUsage();
const applied = pull.apply();
const { user, system } = process.threadCpuUsage(startedCpu);
const took: AppliedIn = { tookMs: performance.now() - startedMs, threadMs: (user + system) / 1_000 };
pull.close();
invariant(applied.ok, 'what was staged is applied');
port.postMessage(took);
