/** Opens the cache, and first rebuilds it where it is missing, damaged, of another version or out of date. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError, ErrorDetails } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { ReadDb } from '../db/database.ts';
import { newestVersion } from '../db/database-kind.ts';
import { checkKind } from '../db/migrate.ts';
import { openDatabase, openDatabaseToRead } from '../db/open-database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { readChain, settingsOf } from '../db/stores/chain-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { TillPorts } from '../ports.ts';
import type { CachePlace, LoadCode, LoadOutcome } from './build-cache.ts';
import { givenSource } from './build-cache.ts';
import { cachePath, swapCache, takeReadyCache } from './cache-files.ts';
import type { PullRefusal } from './pull-refusal.ts';
import { readKeptRuleSet } from '../rules/check-rule-set.ts';
import type { CheckedRuleSet, RuleSetRefusal } from '../rules/check-rule-set.ts';
import { chainFilesHash } from './chain-files.ts';

export type OpenCache = {
  readonly db: ReadDb;
  readonly chain: ChainAtTill;
  readonly ruleSet: CheckedRuleSet;
  /** Why the chain's newer rule set was not taken; null where there is none, or it was. */
  readonly refusedRules: RuleSetRefusal | null;
  /** False for a cache that was made of given data: the program's own files say nothing about it. */
  readonly isFromFiles: boolean;
};

export type CacheOpening = {
  readonly place: CachePlace;
  /** Folder of the program's own chain. */
  readonly sourceDir: string;
  /** Leaves a whole cache beside the one in use. */
  readonly build: () => Promise<LoadOutcome>;
  readonly ports: Pick<TillPorts, 'log' | 'sha256' | 'utf8'>;
};

/** An invalid chain is an error only where there is no old cache to go on with. */
export async function openCache(opening: CacheOpening): Promise<Result<OpenCache, AppError<LoadCode>>> {
  const { place, ports } = opening;
  const present = openPresent(place, ports);
  if (present !== undefined && (await isUpToDate(present, opening.sourceDir))) return ok(present);
  const built = await opening.build();
  if (!built.ok) {
    const { code, details } = built.error;
    ports.log('cacheNotBuilt', { ...details, code });
    if (present === undefined) return built;
    return ok({ ...present, refusedRules: code === 'rule_set_invalid' ? refusalFrom(details) : null });
  }
  present?.db.close();
  swapCache(place.dataDir);
  ports.log('cacheBuilt', built.value);
  const opened = open(place);
  if (!opened.ok) return opened;
  const made = readCache(opened.value, ports);
  invariant(made !== undefined, 'a cache that was just built holds a rule set that can be read');
  return ok(made);
}

export type PulledCacheOpening = Pick<CacheOpening, 'place' | 'ports'> & {
  /** Leaves a cache without members ready, from what the till kept of earlier pulls. */
  readonly rebuild: () => Result<null, PullRefusal>;
};

/**
 * The cache of a till that belongs to HQ: a snapshot that is waiting is taken, and nothing is ever made of the program's
 * own files. One that is gone or damaged comes back without its members, and the next pull brings them.
 */
export function openPulledCache({
  place,
  ports,
  rebuild,
}: PulledCacheOpening): Result<OpenCache, AppError<LoadCode>> {
  if (takeReadyCache(place.dataDir)) ports.log('snapshotTaken');
  const present = migrated(place) ? openPresent(place, ports) : undefined;
  if (present !== undefined) return ok(pulled(present));
  const rebuilt = rebuild();
  if (!rebuilt.ok) {
    const { code, reason } = rebuilt.error;
    ports.log('cacheNotRebuilt', { code, reason });
    return err(appError('database_missing', { file: 'cache.db', reason }));
  }
  takeReadyCache(place.dataDir);
  ports.log('cacheRebuiltWithoutMembers');
  const opened = open(place);
  if (!opened.ok) return opened;
  const made = readCache(opened.value, ports);
  invariant(made !== undefined, 'a cache that was just made holds a rule set that can be read');
  return ok(pulled(made));
}

/** What HQ published and this till did not take is told again at every start. */
function pulled(cache: OpenCache): OpenCache {
  return { ...cache, isFromFiles: false, refusedRules: cache.chain.refusedRules };
}

/** An older program may have left an older form; one that cannot be opened is no cache. */
function migrated({ dataDir, key, nativeBinding }: CachePlace): boolean {
  const file = cachePath(dataDir);
  const opened = openDatabase({
    path: file,
    key,
    nativeBinding,
    kind: cacheKind,
    mode: 'mustExist',
    durability: 'NORMAL',
  });
  if (opened.ok) opened.value.close();
  return opened.ok;
}

function refusalFrom({ path, reason }: ErrorDetails): RuleSetRefusal {
  return { path: String(path ?? ''), reason: String(reason ?? '') };
}

function open(place: CachePlace): ReturnType<typeof openDatabaseToRead> {
  const { dataDir, key, nativeBinding } = place;
  return openDatabaseToRead({ path: cachePath(dataDir), key, nativeBinding, kind: cacheKind });
}

/** `undefined` whatever is wrong with the file: a cache can be made again, so the reason does not matter. */
function openPresent(place: CachePlace, ports: CacheOpening['ports']): OpenCache | undefined {
  const opened = open(place);
  if (!opened.ok) return undefined;
  const db = opened.value;
  const version = checkKind(db, cacheKind);
  let present: OpenCache | undefined;
  if (version.ok && version.value === newestVersion(cacheKind)) {
    try {
      present = readCache(db, ports);
    } catch (error) {
      db.close();
      if (sqliteFailure(error) === undefined) throw error;
      return undefined; // a page that cannot be read: the cache is made again
    }
  }
  if (present === undefined) db.close();
  return present;
}

/** `undefined` for a rule set that is not what its hash says, or that this program cannot read. */
function readCache(db: ReadDb, ports: CacheOpening['ports']): OpenCache | undefined {
  const chain = readChain(db);
  const ruleSet = readKeptRuleSet({ ruleSetHash: chain.ruleSetHash, body: chain.ruleSetBody }, ports);
  if (!ruleSet.ok) {
    ports.log('cachedRulesRefused', ruleSet.error);
    return undefined;
  }
  const isFromFiles = settingsOf(db)('sourceHash') !== givenSource;
  return { db, chain, ruleSet: ruleSet.value, refusedRules: null, isFromFiles };
}

async function isUpToDate({ db, isFromFiles }: OpenCache, sourceDir: string): Promise<boolean> {
  if (!isFromFiles) return true;
  const filesHash = await chainFilesHash(sourceDir);
  // A cache without its source is still the best there is.
  return filesHash === undefined || filesHash === settingsOf(db)('sourceHash');
}
