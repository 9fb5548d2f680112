/** One command, one transaction, one answer. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteDb } from './database.ts';
import { sqliteFailure } from './sqlite-failure.ts';

export type WriteCode = 'disk_full' | 'database_busy' | 'database_damaged';

/**
 * Runs `work` in one transaction. A full disk, a lock or a damaged file rolls everything back and is the answer;
 * anything else that is thrown rolls everything back and is thrown on.
 */
export function inTransaction<Value>(db: WriteDb, work: () => Value): Result<Value, AppError<WriteCode>> {
  return writing(() => db.transact(work));
}

/** The same answers without a transaction of its own: for steps of a bulk load, whose file is thrown away on failure. */
export function writing<Value>(work: () => Value): Result<Value, AppError<WriteCode>> {
  try {
    return ok(work());
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    return err(writeFailure(failure));
  }
}

function writeFailure(failure: AppError<WriteCode | 'database_key_wrong'>): AppError<WriteCode> {
  const { code, details } = failure;
  // The key was right when the file was opened, so a page that no longer reads is a damaged page.
  return appError(code === 'database_key_wrong' ? 'database_damaged' : code, details);
}
