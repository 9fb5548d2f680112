/** Brings the cache in use from one cursor to the next in one transaction: whoever reads it sees the old state or the new one. */

import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { WriteDb } from '../db/database.ts';
import { isConstraintBroken } from '../db/constraint-broken.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { openDatabase } from '../db/open-database.ts';
import { pullPlaceOf, writePullPlace } from '../db/stores/pulled-chain-writer.ts';
import type { PullPlace } from '../db/stores/pulled-chain-writer.ts';
import { nothingFormer } from './apply-chain.ts';
import type { ChainTools } from './apply-chain.ts';
import { applyRecords } from './apply-records.ts';
import type { PulledRecords, RecordsApplied } from './apply-records.ts';
import type { CachePlace } from './build-cache.ts';
import { cachePath } from './cache-files.ts';
import { essentialsOf } from './essentials.ts';
import type { Essentials } from './essentials.ts';
import { UnfitRecord, refusal, storageRefusal } from './pull-refusal.ts';
import type { PullRefusal } from './pull-refusal.ts';

export type PullToApply = {
  readonly manifest: PullPlace;
  /** The cursor that the cache must stand at. */
  readonly since: string | null;
  readonly records: PulledRecords;
};

export type ApplyPull = {
  readonly place: CachePlace;
  readonly pull: PullToApply;
  readonly tools: ChainTools;
  readonly isCacheOpenHere: boolean;
};

export type AppliedWithEssentials = { readonly applied: RecordsApplied; readonly essentials: Essentials };

export function applyDelta({
  place,
  pull,
  tools,
  isCacheOpenHere,
}: ApplyPull): Result<AppliedWithEssentials, PullRefusal> {
  const opened = openCacheToWrite(place, isCacheOpenHere);
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    if (pull.since === null || pullPlaceOf(db)?.cursor !== pull.since) {
      return err(refusal('pull_outdated', 'another cursor'));
    }
    db.runScript('PRAGMA cache_size = -65536');
    return applied(() =>
      inTransaction(db, () => {
        const records = applyRecords(db, pull.records, { mode: 'delta', former: nothingFormer, tools });
        writePullPlace(db, pull.manifest);
        return { applied: records, essentials: essentialsOf(db, records, pull.manifest) };
      }),
    );
  } finally {
    db.close();
  }
}

/** What is thrown through a transaction on purpose becomes a value; a bug goes on. */
export function applied<Value, Code extends Parameters<typeof storageRefusal>[0]>(
  work: () => Result<Value, { readonly code: Code }>,
): Result<Value, PullRefusal> {
  try {
    const done = work();
    return done.ok ? ok(done.value) : err(storageRefusal(done.error.code));
  } catch (error) {
    if (error instanceof UnfitRecord) return err(error.refusal);
    if (!isConstraintBroken(error)) throw error;
    return err(refusal('record_unfit', 'a reference, a card or a bar code is given twice'));
  }
}

export function openCacheToWrite(place: CachePlace, isOpenHere: boolean): Result<WriteDb, PullRefusal> {
  const { dataDir, key, nativeBinding } = place;
  const opened = openDatabase({
    path: cachePath(dataDir),
    key,
    nativeBinding,
    kind: cacheKind,
    mode: 'mustExist',
    durability: 'NORMAL',
    ...(isOpenHere ? { isOpenHere: true as const } : {}),
  });
  if (opened.ok) return opened;
  const { code } = opened.error;
  const isPassing = code === 'database_busy' || code === 'disk_full';
  return err(isPassing ? storageRefusal(code) : refusal('cache_missing', code));
}
