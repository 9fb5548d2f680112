/** The pull of a test's till, for processes and benchmarks that run without a world around it. */

import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import type { StagedPull } from '#electron/till/cache/staged-pull.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { worldKeys } from './world-keys.ts';

/** `isCacheOpenHere`: this process has the cache of the folder open as well. */
export function openTestPull(dataDir: string, isCacheOpenHere: boolean): StagedPull {
  const opened = openStagedPull({
    place: { dataDir, key: worldKeys.databaseKey, nativeBinding: null },
    tools: {
      sha256,
      utf8,
      verifySignature,
      log: () => undefined,
      keepVerifier: (sealed) => sealed,
      pinnedPublishers: null,
    },
    isCacheOpenHere,
  });
  invariant(opened.ok, 'the staging file opens');
  return opened.value;
}
