/** Opens one encrypted file of the till, or says by name why it cannot; never makes a stand-in for it. */

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DatabaseKind } from './database-kind.ts';
import type { Durability, ReadDb, WriteDb } from './database.ts';
import { checkKind, migrate } from './migrate.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import type { SqliteCode } from './sqlite-failure.ts';
import { inspectFile, isPageSealedUnder, isSealedUnder, lastPageOf } from './inspect-file.ts';
import { setAside } from './set-aside.ts';
import { readDbOver, writeDbOver } from './sqlite-connection.ts';

export type DatabaseAt = {
  readonly path: string;
  /** 32 bytes: used as the key itself, not as a passphrase. */
  readonly key: Uint8Array;
  readonly kind: DatabaseKind;
  /** The addon built for this runtime; null for the one inside the package. */
  readonly nativeBinding: string | null;
  /**
   * This process has the file open already. It is then never opened by hand to look at its bytes: closing any
   * descriptor of a file takes away the locks that the process has on it (POSIX), those of SQLite too.
   */
  readonly isOpenHere?: true;
  /** How long a call waits for another connection's lock; 0 to 10,000. Default 2,000. */
  readonly busyMs?: number;
};

export type DatabaseToWrite = DatabaseAt & {
  /** `create` is for a till's first start only: `mustExist` never makes a file. */
  readonly mode: 'create' | 'mustExist';
  readonly durability: Durability;
};

export type OpenCode =
  | 'database_missing'
  | 'database_key_wrong'
  | 'database_newer'
  | 'database_damaged'
  | 'database_busy'
  | 'disk_full'
  | 'durability_missing';

const keyBytes = 32;
const busyMsDefault = 2_000;
const busyMsMax = 10_000;
/** A log longer than this is cut back at the next checkpoint; reading it back costs about 1 ms a megabyte. */
const walBytesMax = 64 * 1024 * 1024;
/** A checkpoint every 1,000 pages (4 MB) keeps the log far below its bound. */
const checkpointPages = 1_000;

/** One writing connection per file: whoever calls this owns the file until `close`. Brings the schema up to date. */
export function openDatabase(file: DatabaseToWrite): Result<WriteDb, AppError<OpenCode>> {
  const looked = file.isOpenHere === true ? ok(null) : lookedAt(file);
  if (!looked.ok) return looked;
  return opened(file, { fileMustExist: file.mode === 'mustExist' }, (connection) => {
    const db = writeDbOver(connection);
    const kind = checkKind(db, file.kind);
    if (!kind.ok) return kind;
    setForWriting(connection, file.durability);
    if (!isDurable(connection, file.durability)) return err(appError('durability_missing'));
    const migrated = migrate(db, file.kind);
    return migrated.ok ? ok(db) : migrated;
  });
}

/** By hand, before SQLite is asked. */
function lookedAt(file: DatabaseToWrite): Result<null, AppError<OpenCode>> {
  if (file.mode === 'create' && isBarelyBegun(file.path)) setAside(file.path);
  const present = checkFile(file, file.mode === 'create');
  return present.ok ? completeLastPage(file) : present;
}

/**
 * For looking only, beside a running till or after a kill: the file and its log are not changed by a byte. SQLite may
 * lay its lock file (`-shm`) and an empty log (`-wal`) beside it.
 */
export function openDatabaseToRead(file: DatabaseAt): Result<ReadDb, AppError<OpenCode>> {
  const present = file.isOpenHere === true ? ok(null) : checkFile(file, false);
  if (!present.ok) return present;
  return opened(file, { readonly: true }, (connection) => {
    const db = readDbOver(connection);
    setForReading(connection);
    const kind = checkKind(db, file.kind);
    if (!kind.ok) return kind;
    return kind.value > 0 ? ok(db) : err(appError('database_damaged', { reason: 'blank' }));
  });
}

/**
 * Writes a copy of the file as it is at one moment, sealed under the same key, beside a till that goes on writing. The
 * target must not be there yet. Its bytes are not synced.
 */
export function copyDatabase(file: DatabaseAt, target: string): Result<null, AppError<OpenCode>> {
  const present = file.isOpenHere === true ? ok(null) : checkFile(file, false);
  if (!present.ok) return present;
  const copied = opened(file, { readonly: true }, (connection) => {
    connection.pragma('temp_store = MEMORY');
    connection.prepare<[string], never>('VACUUM INTO ?').run(target);
    return ok(readDbOver(connection));
  });
  if (!copied.ok) return copied;
  copied.value.close();
  return ok(null);
}

/**
 * True while anybody else has the file open, such as a running till. False for a file that is not there or cannot be
 * opened at all. Puts what stands in the log into the file, as every last closing does.
 */
export function isInUse(file: DatabaseAt): boolean {
  if (!checkFile(file, false).ok) return false;
  const asked = opened({ ...file, busyMs: 0 }, { fileMustExist: true }, (connection) => {
    // A connection that shares the log keeps a lock on the file for as long as it lives.
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
    return ok(readDbOver(connection));
  });
  if (asked.ok) asked.value.close();
  return !asked.ok && asked.error.code === 'database_busy';
}

function opened<Db>(
  file: DatabaseAt,
  options: Database.Options,
  prepare: (connection: Database) => Result<Db, AppError<OpenCode>>,
): Result<Db, AppError<OpenCode>> {
  let connection: Database | undefined;
  try {
    connection = connect(file, options);
    const db = prepare(connection);
    if (!db.ok) connection.close();
    return db;
  } catch (error) {
    connection?.close();
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    return err(openFailure(file, failure));
  }
}

/**
 * A power cut while pages go from the log into the file can leave the last one cut: the log still has it whole, and
 * writes it again. Where it does not, the checkpoint only fills the page with zeros, and something is lost for good.
 */
function completeLastPage(file: DatabaseToWrite): Result<null, AppError<OpenCode>> {
  const { path: place, key } = file;
  if (inspectFile(place) !== 'cut') return ok(null);
  const cutPage = lastPageOf(place);
  // By a connection of its own: the pages are looked at by hand when it is closed again.
  const written = opened(file, { fileMustExist: true }, (connection) => {
    setForWriting(connection, file.durability);
    connection.pragma('wal_checkpoint(TRUNCATE)');
    return ok(readDbOver(connection));
  });
  if (!written.ok) return written;
  written.value.close();
  const isGone = lastPageOf(place) < cutPage;
  if (inspectFile(place) !== 'cut' && (isGone || isPageSealedUnder(place, key, cutPage))) return ok(null);
  return err(appError('database_damaged', { reason: 'cut' }));
}

/** A very first start that was cut off in its first write: less than one page holds nothing yet. */
function isBarelyBegun(file: string): boolean {
  return inspectFile(file) === 'cut' && lastPageOf(file) === 1;
}

function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** SQLite is only asked about a file that looks like one of ours. */
function checkFile(file: DatabaseAt, mayBeMade: boolean): Result<null, AppError<OpenCode>> {
  const sign = inspectFile(file.path);
  switch (sign) {
    case 'present':
      return ok(null);
    case 'missing':
      return mayBeMade && existsSync(path.dirname(file.path)) ? ok(null) : err(appError('database_missing'));
    case 'empty':
      // A first start that was cut off leaves an empty file behind: it is started again.
      return mayBeMade ? ok(null) : err(appError('database_damaged', { reason: sign }));
    case 'denied':
      return err(appError('database_busy', { reason: sign }));
    case 'notEncrypted':
      return err(appError('database_key_wrong', { reason: sign }));
    case 'cut':
      return hasLog(file.path) ? ok(null) : err(appError('database_damaged', { reason: sign }));
    case 'notAFile':
      return err(appError('database_damaged', { reason: sign }));
    default:
      return unreachable(sign);
  }
}

function openFailure(file: DatabaseAt, failure: AppError<SqliteCode>): AppError<OpenCode> {
  if (failure.code !== 'database_key_wrong' || file.isOpenHere === true) return failure;
  if (!isSealedUnder(file.path, file.key)) return failure;
  return appError('database_damaged', { ...failure.details, reason: 'firstPage' });
}

function connect(file: DatabaseAt, options: Database.Options): Database {
  invariant(file.key.length === keyBytes, 'a database key has 32 bytes');
  const busyMs = file.busyMs ?? busyMsDefault;
  invariant(busyMs >= 0 && busyMs <= busyMsMax, 'a wait for a lock is bounded');
  const nativeBinding = file.nativeBinding === null ? {} : { nativeBinding: file.nativeBinding };
  const connection = new Database(file.path, { ...options, ...nativeBinding, timeout: busyMs });
  try {
    connection.pragma("cipher = 'sqlcipher'");
    connection.pragma('legacy = 4');
    connection.pragma(`key = "x'${bytesToHex(file.key)}'"`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function setForReading(connection: Database): void {
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma('temp_store = MEMORY');
  connection.pragma('mmap_size = 0');
  connection.pragma('query_only = ON');
}

function setForWriting(connection: Database, durability: Durability): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma(`synchronous = ${durability}`);
  // On macOS a plain fsync stops at the drive's own cache.
  connection.pragma('fullfsync = ON');
  connection.pragma('checkpoint_fullfsync = ON');
  connection.pragma('foreign_keys = ON');
  // Without it, INSERT OR REPLACE would pass by the triggers that forbid DELETE.
  connection.pragma('recursive_triggers = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('secure_delete = ON');
  connection.pragma('cell_size_check = ON');
  connection.pragma('temp_store = MEMORY');
  connection.pragma('mmap_size = 0');
  connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  connection.pragma(`journal_size_limit = ${walBytesMax}`);
}

/** Asked back, because a build of SQLite can have another default and an unknown word is ignored without an error. */
function isDurable(connection: Database, durability: Durability): boolean {
  const isLogged = connection.pragma('journal_mode', { simple: true }) === 'wal';
  const synchronous = connection.pragma('synchronous', { simple: true });
  return isLogged && synchronous === (durability === 'FULL' ? 2 : 1);
}
