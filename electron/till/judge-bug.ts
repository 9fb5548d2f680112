/** What a page that cannot be read means for the next start. */

import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { cachePath, removeCache } from './cache/cache-files.ts';
import type { ReadDb } from './db/database.ts';
import { failedFile } from './db/failed-file.ts';
import { sqliteFailure } from './db/sqlite-failure.ts';
import { ledgerName, suspectLedger } from './durability/open-ledger.ts';
import type { TillOpening } from './till-opening.ts';

/**
 * A page that cannot be read shows only when it is asked for. The next start makes a new cache and sets damaged drafts
 * aside; a ledger has no stand-in, and what is wrong with it is said.
 */
export function judgeBug(
  { ports, dataDir }: TillOpening,
  cache: ReadDb | undefined,
  bug: unknown,
): AppError<'database_damaged'> | null {
  const failure = sqliteFailure(bug);
  const file = failedFile(bug);
  const isUnreadable = failure?.code === 'database_damaged' || failure?.code === 'database_key_wrong';
  if (!isUnreadable || file === undefined) return null;
  if (file === cachePath(dataDir)) {
    ports.log('cacheDamaged', { ...failure.details });
    cache?.close();
    removeCache(dataDir);
  }
  if (path.basename(file) !== ledgerName) return null;
  ports.log('ledgerDamaged', { ...failure.details });
  suspectLedger(dataDir, ports.log);
  return appError('database_damaged', { ...failure.details, file: ledgerName });
}
