/** Makes `ledger.db` again from the journal alone, beside whatever is there, and puts it in the place of that. */

import { rmSync } from 'node:fs';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { finishCopy } from '../db/finish-copy.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabase } from '../db/open-database.ts';
import type { OpenCode } from '../db/open-database.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { JournalHead, JournalReader } from '../journal/read-journal.ts';
import { isAfter } from '../journal/journal-place.ts';
import { rangeBehind } from './entry-range.ts';
import type { EntryRange } from './entry-range.ts';
import { putBack } from './put-back.ts';
import { takePlace } from './take-place.ts';
import type { EntriesToPutBack, PutBackPorts } from './put-back.ts';

export type LedgerToRebuild = Pick<EntriesToPutBack, 'onProgress'> & {
  /** Where the ledger belongs. */
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | null;
  readonly reader: JournalReader;
  readonly ports: PutBackPorts;
};

export type Rebuilt = {
  readonly entries: number;
  readonly head: JournalHead;
  /** Entries that the journal knows to have been and cannot tell; null when it is whole. */
  readonly missing: EntryRange | null;
  /** Where the file that was there before lies now; null where there was none. */
  readonly setAside: string | null;
};

export type RebuildCode = OpenCode | 'ledger_broken';

/**
 * A stop at any moment leaves the old file, or none and a journal to begin again from. Fails, with everything as it
 * was, when the journal does not tell the first entry.
 */
export async function rebuildLedger(given: LedgerToRebuild): Promise<Result<Rebuilt, AppError<RebuildCode>>> {
  const owner = given.reader.owner();
  if (owner.kind !== 'device') return err(appError('database_damaged', { reason: `journal ${owner.kind}` }));
  const { file, key, nativeBinding, reader, ports, onProgress } = given;
  const building = `${file}.rebuilding`;
  removeDatabase(building);
  const opened = openDatabase({
    path: building,
    key,
    nativeBinding,
    kind: ledgerKind,
    mode: 'create',
    // The whole file is synced once, before it gets its name.
    durability: 'NORMAL',
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  const { deviceId } = owner;
  const records = reader.recordsAfter(undefined);
  const put = await putBack({ db, deviceId, records, ports, ...(onProgress && { onProgress }) });
  const head = createJournalStore(db).head();
  if (put.ok && head !== undefined) finishCopy(db);
  db.close();
  if (!put.ok || head === undefined) {
    removeDatabase(building);
    return put.ok ? err(nothingToRebuild(reader)) : put;
  }
  const setAside = takePlace(building, file);
  const known = reader.head();
  const missing = known !== undefined && isAfter(known, head) ? rangeBehind(head, known) : null;
  return ok({ entries: put.value.entries, head, missing, setAside });
}

function nothingToRebuild(reader: JournalReader): AppError<'ledger_broken'> {
  const known = reader.head();
  return appError('ledger_broken', {
    reason: 'journalBeginsLate',
    ...(known && { epoch: known.epoch, missingFromSeq: 1, missingToSeq: known.seq }),
  });
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}
