/** The one place that knows what SQLite's result codes mean for the shop. */

import Database from 'better-sqlite3';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';

export type SqliteCode = 'disk_full' | 'database_busy' | 'database_damaged' | 'database_key_wrong';

const codeByPrimary: Readonly<Record<string, SqliteCode>> = {
  SQLITE_FULL: 'disk_full',
  SQLITE_BUSY: 'database_busy',
  SQLITE_LOCKED: 'database_busy',
  // Denied rather than locked, as a virus scanner or a backup tool does it: it may pass like a lock.
  SQLITE_CANTOPEN: 'database_busy',
  SQLITE_PERM: 'database_busy',
  SQLITE_READONLY: 'database_busy',
  SQLITE_CORRUPT: 'database_damaged',
  SQLITE_IOERR: 'database_damaged',
  SQLITE_NOTADB: 'database_key_wrong',
};

/** The shared-memory file cannot grow: that is how a full disk shows before the first page is written. */
const fullDiskCodes: ReadonlySet<string> = new Set(['SQLITE_IOERR_SHMSIZE']);

/**
 * The catalogue's code for an error of SQLite that the world can cause; `undefined` for anything else, which is a bug
 * and must be thrown on.
 */
export function sqliteFailure(error: unknown): AppError<SqliteCode> | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  if (fullDiskCodes.has(error.code)) return appError('disk_full', { sqlite: error.code });
  const primary = error.code.split('_').slice(0, 2).join('_');
  const code = codeByPrimary[primary];
  return code === undefined ? undefined : appError(code, { sqlite: error.code });
}
