/** Opens the cache, and first rebuilds it where it is missing, damaged, of another version or out of date. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { cacheKind } from '../db/cache-kind.ts';
import type { ReadDb } from '../db/database.ts';
import { newestVersion } from '../db/database-kind.ts';
import { checkKind } from '../db/migrate.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { readChain, settingsOf } from '../db/stores/chain-store.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { TillPorts } from '../ports.ts';
import type { CachePlace, LoadCode, LoadOutcome } from './build-cache.ts';
import { givenSource } from './build-cache.ts';
import { cachePath, swapCache } from './cache-files.ts';
import { chainFilesHash } from './chain-files.ts';

export type OpenCache = { readonly db: ReadDb; readonly chain: ChainAtTill };

export type CacheOpening = {
  readonly place: CachePlace;
  /** Folder of the program's own chain. */
  readonly sourceDir: string;
  /** Leaves a whole cache beside the one in use. */
  readonly build: () => Promise<LoadOutcome>;
  readonly log: TillPorts['log'];
};

/** An invalid chain is an error only where there is no old cache to go on with. */
export async function openCache(opening: CacheOpening): Promise<Result<OpenCache, AppError<LoadCode>>> {
  const present = openPresent(opening.place);
  if (present !== undefined && (await isUpToDate(present.db, opening.sourceDir))) return ok(present);
  const built = await opening.build();
  if (!built.ok) {
    opening.log('cacheNotBuilt', { ...built.error.details, code: built.error.code });
    return present === undefined ? built : ok(present);
  }
  present?.db.close();
  swapCache(opening.place.dataDir);
  opening.log('cacheBuilt', built.value);
  const opened = open(opening.place);
  return opened.ok ? ok({ db: opened.value, chain: readChain(opened.value) }) : opened;
}

function open(place: CachePlace): ReturnType<typeof openDatabaseToRead> {
  const { dataDir, key, nativeBinding } = place;
  return openDatabaseToRead({ path: cachePath(dataDir), key, nativeBinding, kind: cacheKind });
}

/** `undefined` whatever is wrong with the file: a cache can be made again, so the reason does not matter. */
function openPresent(place: CachePlace): OpenCache | undefined {
  const opened = open(place);
  if (!opened.ok) return undefined;
  const db = opened.value;
  const version = checkKind(db, cacheKind);
  if (version.ok && version.value === newestVersion(cacheKind)) {
    try {
      return { db, chain: readChain(db) };
    } catch (error) {
      db.close();
      if (sqliteFailure(error) === undefined) throw error;
      return undefined; // a page that cannot be read: the cache is made again
    }
  }
  db.close();
  return undefined;
}

async function isUpToDate(db: ReadDb, sourceDir: string): Promise<boolean> {
  const sourceHash = settingsOf(db)('sourceHash');
  if (sourceHash === givenSource) return true;
  const filesHash = await chainFilesHash(sourceDir);
  // A cache without its source is still the best there is.
  return filesHash === undefined || filesHash === sourceHash;
}
