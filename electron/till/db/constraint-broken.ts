/** Tells a broken constraint from every other error of SQLite. */

import Database from 'better-sqlite3';

/** True where data from outside may repeat what has to be unique; anywhere else such an error is a bug. */
export function isConstraintBroken(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}
