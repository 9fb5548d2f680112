/** Copies of the ledger: made beside a till that sells, checked before they get their name, and kept for some weeks. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { ReadDb } from '../db/database.ts';
import { syncFile, syncFolder } from '../db/finish-copy.ts';
import { isDamaged } from '../db/is-damaged.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { copyDatabase, openDatabaseToRead } from '../db/open-database.ts';
import type { OpenCode } from '../db/open-database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { KeptHead } from '../db/stores/journal-store.ts';
import { diskFailure } from '../journal/file-system.ts';
import { daysToDrop } from './kept-backups.ts';
import { takePlace } from './take-place.ts';

export type LedgerAt = {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
  /** This process has the ledger open already. */
  readonly isOpenHere?: true;
};

export type Backup = { readonly file: string; readonly head: KeptHead };
export type BackupCode = OpenCode | 'file_unwritable';

const namePattern = /^ledger-(\d{4}-\d\d-\d\d)\.db$/;

/**
 * Leaves `ledger-<day>.db` in the folder, or everything as it was. A copy of the same day gives way to the newer one,
 * and copies past their time are removed once the new one is there. `isAlone`: all older ones, and ledgers that were set
 * aside, because they hold what may not be kept.
 */
export function backupLedger(
  ledger: LedgerAt,
  {
    folder,
    day,
    isAlone = false,
  }: { readonly folder: string; readonly day: IsoDate; readonly isAlone?: boolean },
): Result<Backup, AppError<BackupCode>> {
  const target = path.join(folder, `ledger-${day}.db`);
  const incoming = `${target}.incoming`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    rmSync(incoming, { force: true }); // what a backup that was cut off left behind
    const copied = copyDatabase({ ...ledger, path: ledger.file, kind: ledgerKind }, incoming);
    const checked = copied.ok ? checkedCopy(ledger, incoming) : copied;
    if (!checked.ok) {
      rmSync(incoming, { force: true });
      return checked;
    }
    syncFile(incoming);
    renameSync(incoming, target);
    syncFolder(folder);
    const days = backupDays(folder);
    for (const old of isAlone ? days.filter((other) => other !== day) : daysToDrop(days))
      rmSync(path.join(folder, `ledger-${old}.db`), { force: true });
    if (isAlone) for (const aside of setAside(ledger.file)) rmSync(aside, { force: true });
    return ok({ file: target, head: checked.value });
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    return err(
      code === 'ENOSPC'
        ? appError('disk_full')
        : appError('file_unwritable', { file: target, problem: code }),
    );
  }
}

/** Ledgers that another one took the place of, with their logs. */
export function setAside(file: string): readonly string[] {
  const folder = path.dirname(file);
  const begin = `${path.basename(file)}.damaged-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin))
    .map((name) => path.join(folder, name));
}

/** The days of which there are copies. */
export function backupDays(folder: string): readonly IsoDate[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const day = namePattern.exec(name)?.[1];
    return day !== undefined && isIsoDate(day) ? [day] : [];
  });
}

/**
 * Puts a copy in the place of the ledger, which is set aside; the till must not be running. A copy that is not whole is
 * refused and nothing is touched. What the journal has beyond the copy comes back at the next start.
 */
export function restoreBackup(
  ledger: LedgerAt,
  backup: string,
): Result<{ readonly head: KeptHead; readonly setAside: string | null }, AppError<BackupCode>> {
  const checked = wholeHead({ ...ledger, file: backup });
  if (!checked.ok) return checked;
  const incoming = `${ledger.file}.incoming`;
  copyFileSync(backup, incoming);
  return ok({ head: checked.value, setAside: takePlace(incoming, ledger.file) });
}

function checkedCopy(ledger: LedgerAt, copy: string): Result<KeptHead, AppError<OpenCode>> {
  const head = wholeHead({ ...ledger, file: copy });
  if (!head.ok) return head;
  const opened = openDatabaseToRead({ ...ledger, path: ledger.file, kind: ledgerKind });
  if (!opened.ok) return opened;
  const hash = createJournalStore(opened.value).hashAt(head.value);
  opened.value.close();
  const isSame = head.value.seq === 0 || (hash !== undefined && isSameBytes(hash, head.value.hash));
  return isSame ? head : err(appError('database_damaged', { reason: 'copyDiffers' }));
}

const noEntries: KeptHead = { epoch: 1, seq: 0, hash: new Uint8Array(32) };

/** The newest entry of a file whose every page can be read. */
function wholeHead(at: LedgerAt): Result<KeptHead, AppError<OpenCode>> {
  const opened = openDatabaseToRead({ ...at, path: at.file, kind: ledgerKind });
  if (!opened.ok) return opened;
  try {
    return isDamaged(opened.value) ? damaged() : ok(headOf(opened.value));
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return damaged();
  } finally {
    opened.value.close();
  }
}

function headOf(db: ReadDb): KeptHead {
  return createJournalStore(db).head() ?? noEntries;
}

function damaged(): Result<never, AppError<'database_damaged'>> {
  return err(appError('database_damaged', { reason: 'pages' }));
}
