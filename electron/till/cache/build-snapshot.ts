/** Builds a whole cache of a staged snapshot beside the one in use. It takes its place when the till service starts next. */

import type { Result } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { WriteDb } from '../db/database.ts';
import { writing } from '../db/in-transaction.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { beginBulkLoad, endBulkLoad, leaveBulkLoad } from '../db/stores/bulk-load.ts';
import { createErasureStore, createErasureWriter } from '../db/stores/erasure-store.ts';
import type { Erasure } from '../db/stores/erasure-store.ts';
import { publishedRuleSetOf, publishersOf, writePullPlace } from '../db/stores/pulled-chain-writer.ts';
import { nothingFormer } from './apply-chain.ts';
import type { FormerChain } from './apply-chain.ts';
import { applied } from './apply-delta.ts';
import type { AppliedWithEssentials, ApplyPull } from './apply-delta.ts';
import { applyRecords } from './apply-records.ts';
import { createNextCache } from './build-cache.ts';
import type { CachePlace } from './build-cache.ts';
import { cachePath, readyNextCache, removeNextCache } from './cache-files.ts';
import { essentialsOf } from './essentials.ts';
import { storageRefusal } from './pull-refusal.ts';
import type { PullRefusal } from './pull-refusal.ts';

/** Leaves a whole cache ready, or nothing and the reason. */
export function buildSnapshot(asked: ApplyPull): Result<AppliedWithEssentials, PullRefusal> {
  const { place } = asked;
  const opened = createNextCache(place);
  if (!opened.ok) return { ok: false, error: storageRefusal(opened.error.code) };
  let built: Result<AppliedWithEssentials, PullRefusal> | undefined;
  try {
    built = applied(() => writing(() => load(opened.value, asked)));
  } finally {
    opened.value.close();
    if (built?.ok !== true) removeNextCache(place.dataDir);
  }
  if (built.ok) readyNextCache(place.dataDir);
  return built;
}

function load(db: WriteDb, { place, pull, tools, isCacheOpenHere }: ApplyPull): AppliedWithEssentials {
  const { erasures, ...former } = formerOf(place, isCacheOpenHere);
  beginBulkLoad(db);
  const records = applyRecords(db, pull.records, { mode: 'snapshot', former, tools });
  const writer = createErasureWriter(db);
  for (const erasure of erasures) writer.add(erasure);
  writePullPlace(db, pull.manifest);
  endBulkLoad(db, 'goesToTheLast');
  leaveBulkLoad(db);
  return { applied: records, essentials: essentialsOf(db, records, pull.manifest) };
}

type Former = FormerChain & { readonly erasures: readonly Erasure[] };

/** Nothing where the cache is gone, damaged or of another program version. */
function formerOf({ dataDir, key, nativeBinding }: CachePlace, isOpenHere: boolean): Former {
  const opened = openDatabaseToRead({
    path: cachePath(dataDir),
    key,
    nativeBinding,
    kind: cacheKind,
    ...(isOpenHere ? { isOpenHere: true as const } : {}),
  });
  if (!opened.ok) return { ...nothingFormer, erasures: [] };
  const db = opened.value;
  const read = writing(() => ({
    publishers: publishersOf(db),
    ruleSet: publishedRuleSetOf(db),
    erasures: createErasureStore(db).all(),
  }));
  db.close();
  return read.ok ? read.value : { ...nothingFormer, erasures: [] };
}
