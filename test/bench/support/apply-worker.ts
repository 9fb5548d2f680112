/** Applies what is staged in a folder, as the thread that talks to HQ does, and tells how long it took. */

import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { worldKeys } from '#test/support/world-keys.ts';

const port = parentPort;
invariant(port !== null && typeof workerData === 'string', 'the worker is given its folder');
const opened = openStagedPull({
  place: { dataDir: workerData, key: worldKeys.databaseKey, nativeBinding: null },
  tools: {
    sha256,
    utf8,
    verifySignature,
    log: () => undefined,
    keepVerifier: (sealed) => sealed,
    pinnedPublishers: null,
  },
  isCacheOpenHere: true,
});
invariant(opened.ok, 'the staging file opens');
const startedMs = performance.now();
const applied = opened.value.apply();
const tookMs = performance.now() - startedMs;
opened.value.close();
invariant(applied.ok, 'what was staged is applied');
port.postMessage(tookMs);
