/** A data folder that pulls arrive in, without a till and without HQ. */

import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { readChain } from '#electron/till/db/stores/chain-store.ts';
import type { ChainAtTill } from '#electron/till/db/stores/chain-store.ts';
import { createMemberStore } from '#electron/till/db/stores/member-store.ts';
import type { MemberStore } from '#electron/till/db/stores/member-store.ts';
import type { ChainTools } from '#electron/till/cache/apply-chain.ts';
import type { CachePlace } from '#electron/till/cache/build-cache.ts';
import { cachePath, takeReadyCache } from '#electron/till/cache/cache-files.ts';
import type { PullRefusal } from '#electron/till/cache/pull-refusal.ts';
import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import type { PullApplied, StagedPull } from '#electron/till/cache/staged-pull.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Result } from '#shared/kernel/result.ts';
import { expectOk } from './expect-ok.ts';
import { manifestOf, pageOf, snapshotRecords } from './pulled-chain.ts';
import type { PulledPage } from './pulled-chain.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { worldKeys } from './till-world.ts';

export type PullWorld = {
  readonly place: CachePlace;
  readonly tools: ChainTools;
  readonly logged: readonly string[];
  readonly open: () => StagedPull;
  /** One pull from its manifest to its end; cursors count up by themselves. */
  readonly tryPull: (
    kind: SyncManifest['kind'],
    pages: readonly PulledPage[],
    given?: Partial<Pick<SyncManifest, 'included' | 'madeAtMs'>>,
  ) => Result<PullApplied, PullRefusal>;
  readonly pull: (kind: SyncManifest['kind'], pages: readonly (readonly unknown[])[]) => PullApplied;
  readonly pullSnapshot: (records?: readonly unknown[]) => void;
  /** The cache as it is now; closed by whoever opened it. */
  readonly cache: () => ReadDb;
  readonly members: () => MemberStore;
  readonly chain: () => ChainAtTill;
};

export function createPullWorld(
  change: Partial<ChainTools> = {},
  where: { readonly dataDir?: string; readonly isCacheOpenHere?: boolean } = {},
): PullWorld {
  const logged: string[] = [];
  const place: CachePlace = {
    dataDir: where.dataDir ?? temporaryFolder(),
    key: worldKeys.databaseKey,
    nativeBinding: null,
  };
  const tools: ChainTools = {
    sha256,
    utf8,
    verifySignature,
    log: (event) => void logged.push(event),
    keepVerifier: (sealed) => `plain:${sealed}`,
    pinnedPublishers: null,
    ...change,
  };
  let cursor = 0;
  const { isCacheOpenHere = false } = where;
  const open = (): StagedPull => expectOk(openStagedPull({ place, tools, isCacheOpenHere }));
  const cache = (): ReadDb => openCacheOf(place);
  const tryPull: PullWorld['tryPull'] = (kind, pages, given = {}) => {
    const pull = open();
    const since = kind === 'snapshot' ? null : `e.${cursor}`;
    const manifest = manifestOf(kind, pages, { ...given, cursor: `e.${cursor + 1}` });
    try {
      expectOk(pull.begin(manifest, since));
      for (const { page, bytes } of pages) {
        const put = pull.put(page, bytes);
        if (!put.ok) {
          pull.discard();
          return put;
        }
      }
      const applied = pull.apply();
      if (applied.ok) cursor += 1;
      return applied;
    } finally {
      pull.close();
    }
  };
  const pull: PullWorld['pull'] = (kind, pages) => expectOk(tryPull(kind, pages.map(pageOf)));
  return {
    place,
    tools,
    logged,
    open,
    tryPull,
    pull,
    pullSnapshot: (records = snapshotRecords()) => {
      pull('snapshot', [records]);
      takeReadyCache(place.dataDir);
    },
    cache,
    members: () => {
      const db = cache();
      return createMemberStore(db, readChain(db).storeNumbers);
    },
    chain: () => {
      const db = cache();
      const chain = readChain(db);
      db.close();
      return chain;
    },
  };
}

function openCacheOf({ dataDir, key, nativeBinding }: CachePlace): ReadDb {
  const file = cachePath(dataDir);
  return expectOk(openDatabaseToRead({ path: file, key, nativeBinding, kind: cacheKind }));
}
