/** Brings a file to the newest schema: forward only, each step in a transaction of its own. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DatabaseKind, Migration } from './database-kind.ts';
import { newestVersion } from './database-kind.ts';
import type { ReadDb, WriteDb } from './database.ts';
import { inTransaction } from './in-transaction.ts';
import type { WriteCode } from './in-transaction.ts';
import { integerOf } from './row.ts';

export type KindCode = 'database_newer' | 'database_damaged';

/**
 * Runs the migrations that the file lacks. The version and the file's kind are written in the transaction of the
 * migration itself, so a stop in between leaves a whole older version that the next start continues from.
 */
export function migrate(db: WriteDb, kind: DatabaseKind): Result<null, AppError<WriteCode | KindCode>> {
  checkOrder(kind.migrations);
  const checked = checkKind(db, kind);
  if (!checked.ok) return checked;
  for (const migration of kind.migrations) {
    if (migration.version <= checked.value) continue;
    const applied = inTransaction(db, () => apply(db, kind, migration));
    if (!applied.ok) return applied;
  }
  return ok(null);
}

/**
 * The file's schema version, 0 when it is blank. Fails without writing when the file is of another kind, or comes
 * from a newer program.
 */
export function checkKind(db: ReadDb, kind: DatabaseKind): Result<number, AppError<KindCode>> {
  const version = pragmaInteger(db, 'user_version');
  const applicationId = pragmaInteger(db, 'application_id');
  const isBlank = version === 0 && applicationId === 0 && !hasTables(db);
  if (!isBlank && applicationId !== kind.applicationId) {
    return err(appError('database_damaged', { reason: 'otherKind', expected: kind.name }));
  }
  if (version > newestVersion(kind)) {
    return err(appError('database_newer', { found: version, known: newestVersion(kind) }));
  }
  return ok(version);
}

function apply(db: WriteDb, kind: DatabaseKind, migration: Migration): null {
  db.runScript(migration.sql);
  // PRAGMA takes no parameters; both are integers of this program's own.
  db.runScript(`PRAGMA user_version = ${migration.version}; PRAGMA application_id = ${kind.applicationId};`);
  return null;
}

function checkOrder(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { version } of migrations) {
    invariant(version > last && version % 10 === 0, 'migrations are numbered in rising tens');
    last = version;
  }
}

function pragmaInteger(db: ReadDb, name: 'user_version' | 'application_id'): number {
  return integerOf(db.prepareRead(`PRAGMA ${name}`).get() ?? {}, name);
}

function hasTables(db: ReadDb): boolean {
  return db.prepareRead('SELECT 1 AS found FROM sqlite_schema LIMIT 1').get() !== undefined;
}
