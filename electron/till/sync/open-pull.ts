/** Opens the files that a pull is written to: the staging file of this worker, and the cache to read its cursor. */

import { err } from '#shared/kernel/result.ts';
import { noRoom } from '#sync/client/sync-ports.ts';
import type { PullTarget } from '#sync/client/sync-ports.ts';
import type { ChainTools } from '../cache/apply-chain.ts';
import { cachePath } from '../cache/cache-files.ts';
import { openStagedPull } from '../cache/staged-pull.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { ReadDb } from '../db/database.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { createErasureStore } from '../db/stores/erasure-store.ts';
import type { Erasure } from '../db/stores/erasure-store.ts';
import { createMemberRemains } from '../db/stores/member-eraser.ts';
import { pullPlaceOf } from '../db/stores/pulled-chain-writer.ts';
import { isInFormerFiles } from '../durability/former-folders.ts';
import { sha256, utf8, verifySignature } from '../node-signatures.ts';
import type { TillPorts } from '../ports.ts';
import { createPullIntoCache } from './pull-into-cache.ts';
import type { SyncJob } from './worker-job.ts';

export type OpenPull = { readonly target: PullTarget; readonly close: () => void };

export type OpenPullDeps = {
  readonly log: TillPorts['log'];
  readonly keepVerifier: ChainTools['keepVerifier'];
  /** Has members who were enrolled here; `undefined` while there is none of this till. */
  readonly ledger: ReadDb | undefined;
};

export function openPull(
  { place, isReceiving }: Pick<SyncJob, 'place' | 'isReceiving'>,
  { log, keepVerifier, ledger }: OpenPullDeps,
): OpenPull {
  const tools: ChainTools = { sha256, utf8, verifySignature, log, keepVerifier, pinnedPublishers: null };
  const staged = openStagedPull({ place, tools, isCacheOpenHere: true });
  if (!staged.ok) {
    log('stagingNotOpened', { code: staged.error.code });
    const { reason } = staged.error;
    return { target: closedTarget(reason === 'disk_full' ? noRoom : reason), close: () => undefined };
  }
  // A cache of before joining has nothing to do with this HQ.
  const cache = isReceiving ? undefined : openCacheToRead(place);
  const told = new Set<string>();
  const target = createPullIntoCache({
    staged: staged.value,
    cursor: cache === undefined ? null : (pullPlaceOf(cache)?.cursor ?? null),
    erasures: {
      done: () =>
        cache === undefined
          ? []
          : goneFrom(cache, ledger)
              .filter(({ orderId }) => orderId !== null && !told.has(orderId))
              .filter(({ memberRef }) => !isInFormerFiles(place, memberRef))
              .flatMap(({ orderId }) => orderId ?? []),
      // HQ takes a second word for the first: after a restart it is told again.
      told: (orderId) => void told.add(orderId),
    },
  });
  return {
    target,
    close: () => {
      cache?.close();
      staged.value.close();
    },
  };
}

/**
 * While remains may still lie in the cache, nothing is confirmed, and nobody whom the ledger still knows: the till's main
 * thread forgets them once it hears of the pull.
 */
function goneFrom(cache: ReadDb, ledger: ReadDb | undefined): readonly Erasure[] {
  const store = createErasureStore(cache);
  if (store.isScrubDue()) return [];
  const remains = ledger === undefined ? undefined : createMemberRemains(ledger);
  return store.all().filter(({ memberRef }) => remains?.has(memberRef) !== true);
}

function openCacheToRead({ dataDir, key, nativeBinding }: SyncJob['place']): ReadDb | undefined {
  const file = cachePath(dataDir);
  const opened = openDatabaseToRead({ path: file, key, nativeBinding, kind: cacheKind, isOpenHere: true });
  return opened.ok ? opened.value : undefined;
}

/** Sending goes on where nothing can be received. */
function closedTarget(reason: string): PullTarget {
  return {
    cursor: () => null,
    begin: () => err(reason),
    take: () => err(reason),
    apply: () => err(reason),
    erasuresDone: () => [],
    erasureTold: () => undefined,
  };
}
