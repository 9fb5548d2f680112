/**
 * Opens the ledger of a till and brings it together with its journal: a ledger that lacks entries gets them back, and one
 * that is missing or cannot be read is made again. What was done is told, and nothing that was there is erased.
 */

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { WriteDb } from '../db/database.ts';
import { isDamaged } from '../db/is-damaged.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabase } from '../db/open-database.ts';
import type { OpenCode } from '../db/open-database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { deviceOf } from '../db/stores/device-store.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { KeptHead } from '../db/stores/journal-store.ts';
import { diskFailure } from '../journal/file-system.ts';
import type { JournalPlace } from '../journal/journal-place.ts';
import { createJournalReader } from '../journal/read-journal.ts';
import type { JournalHead, JournalReader } from '../journal/read-journal.ts';
import { createJournalWriter } from '../journal/write-journal.ts';
import type { TillPorts } from '../ports.ts';
import { completeJournal } from './complete-journal.ts';
import type { EntryRange } from './entry-range.ts';
import { meetJournal } from './meet-journal.ts';
import type { MeetingCode } from './meet-journal.ts';
import { rebuildLedger } from './rebuild-ledger.ts';
import type { RebuildCode } from './rebuild-ledger.ts';

export type LedgerOpening = {
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly journal: JournalPlace;
  /** True where nothing of a till exists yet: only then is an empty ledger made. */
  readonly isFirstStart: boolean;
  readonly ports: TillPorts;
};

export type OpenedLedger = {
  readonly db: WriteDb;
  readonly recovery: LedgerRecovery | null;
  readonly journalHead: JournalHead | undefined;
  /** The newest entry of a damaged ledger that was made again; `undefined` where there was none or it told none. */
  readonly formerHead?: KeptHead | undefined;
  /** Why nothing may be booked although the file opens; null where all is well. */
  readonly refusal: AppError<'ledger_broken'> | null;
};

/** What a start did to the ledger. */
export type LedgerRecovery = {
  /** `journal`: entries were put back; the others: the whole file was made again. */
  readonly cause: 'journal' | 'missing' | 'damaged' | 'otherKey';
  readonly restored: EntryRange & { readonly entries: number };
  /** Known to have been, and in neither file. */
  readonly missing: EntryRange | null;
};

export type OpenLedgerCode = OpenCode | RebuildCode | MeetingCode | 'other_chain';
type Opened<Value> = Result<Value, AppError<OpenLedgerCode>>;

export const ledgerName = 'ledger.db';

export async function openLedgerFile(opening: LedgerOpening): Promise<Opened<OpenedLedger>> {
  const reader = createJournalReader(opening.journal);
  const owner = ownerOf(reader, opening.ports);
  const hasJournal = owner.kind === 'device';
  const opened = openFile(opening, opening.isFirstStart && !hasJournal ? 'create' : 'mustExist');
  if (!opened.ok) {
    const cause = causes[opened.error.code];
    return cause === undefined || !hasJournal ? opened : await rebuilt(opening, reader, { cause });
  }
  const db = opened.value;
  if (isFoundDamaged(opening, db)) {
    const formerHead = partWith(opening, db, owner);
    if (hasJournal) return await rebuilt(opening, reader, { cause: 'damaged', formerHead });
    return err(appError('database_damaged', { reason: 'pages', file: ledgerName }));
  }
  if (!hasJournal) return ok(alone(db));
  try {
    const met = await broughtTogether(opening, db, { reader, deviceId: owner.deviceId });
    if (!met.ok) db.close();
    return met;
  } catch (error) {
    const code = diskFailure(error);
    if (code !== undefined) {
      opening.ports.log('journalUnreadable', { code });
      return ok(alone(db));
    }
    if (sqliteFailure(error)?.code !== 'database_damaged') {
      db.close();
      throw error;
    }
    return await rebuilt(opening, reader, { cause: 'damaged', formerHead: partWith(opening, db, owner) });
  }
}

/** Nothing is known of a journal: what is booked from now on begins one, with everything that the ledger has. */
function alone(db: WriteDb): OpenedLedger {
  return { db, recovery: null, journalHead: undefined, refusal: null };
}

/** So that the next start looks at every page before it trusts the file. */
export function suspectLedger(dataDir: string, log: TillPorts['log']): void {
  try {
    writeFileSync(suspicionPath(dataDir), '');
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    // Without the note the damage is met again where it was met now.
    log('suspicionNotNoted', { code });
  }
}

function suspicionPath(dataDir: string): string {
  return path.join(dataDir, `${ledgerName}.suspect`);
}

/** A journal that cannot be asked must not keep the till from selling. */
function ownerOf(reader: JournalReader, { log }: TillPorts): ReturnType<JournalReader['owner']> {
  try {
    const owner = reader.owner();
    if (owner.kind === 'unreadable') log('journalUnreadable', {});
    return owner;
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    log('journalUnreadable', { code });
    return { kind: 'missing' };
  }
}

function openFile(opening: LedgerOpening, mode: 'create' | 'mustExist'): Result<WriteDb, AppError<OpenCode>> {
  const { dataDir, databaseKey: key, nativeBinding } = opening;
  const file = path.join(dataDir, ledgerName);
  return openDatabase({ path: file, key, nativeBinding, kind: ledgerKind, mode, durability: 'FULL' });
}

/** A file in which a page could not be read before is looked at as a whole. */
function isFoundDamaged({ dataDir }: LedgerOpening, db: WriteDb): boolean {
  const suspicion = suspicionPath(dataDir);
  if (!existsSync(suspicion)) return false;
  if (isDamaged(db)) return true;
  rmSync(suspicion, { force: true });
  return false;
}

/**
 * Closes a damaged ledger, once what it still tells is in the journal. The answer is its newest entry: what the journal
 * lacks of the entries up to there is lost, and their numbers must not be used again.
 */
function partWith(
  opening: LedgerOpening,
  db: WriteDb,
  owner: ReturnType<JournalReader['owner']>,
): KeptHead | undefined {
  if (owner.kind === 'device') saveWhatCanBeRead(opening, db, owner.deviceId);
  try {
    return createJournalStore(db).head();
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return undefined; // the entry itself stands on the damaged page; the witness may know of it
  } finally {
    db.close();
  }
}

/** Best effort: the file is set aside as it is, so nothing is lost by what could not be told now. */
function saveWhatCanBeRead({ journal, ports }: LedgerOpening, db: WriteDb, deviceId: DeviceId): void {
  const reader = createJournalReader(journal);
  const writer = createJournalWriter({ place: journal, deviceId, randomBytes: ports.randomBytes });
  try {
    ports.log('journalCompleted', { entries: completeJournal({ db, reader, writer }) });
  } catch (error) {
    const code = sqliteFailure(error)?.code ?? diskFailure(error);
    if (code === undefined) throw error;
    ports.log('journalNotCompleted', { code });
  }
  writer.close();
}

/** The reasons for which a ledger is made again; the others pass, or are no fault of the file. */
const causes: { readonly [Code in OpenCode]?: LedgerRecovery['cause'] } = {
  database_missing: 'missing',
  database_damaged: 'damaged',
  database_key_wrong: 'otherKey',
};

async function rebuilt(
  opening: LedgerOpening,
  reader: JournalReader,
  {
    cause,
    formerHead,
  }: { readonly cause: LedgerRecovery['cause']; readonly formerHead?: KeptHead | undefined },
): Promise<Opened<OpenedLedger>> {
  const { dataDir, databaseKey: key, nativeBinding, ports } = opening;
  const file = path.join(dataDir, ledgerName);
  ports.log('ledgerRebuilding', { cause });
  const made = await rebuildLedger({ file, key, nativeBinding, reader, ports });
  if (!made.ok) return made;
  rmSync(suspicionPath(dataDir), { force: true });
  const opened = openFile(opening, 'mustExist');
  if (!opened.ok) return opened;
  const { entries, head, missing, setAside } = made.value;
  const restored = { epoch: head.epoch, fromSeq: 1, toSeq: head.seq, entries };
  ports.log('ledgerRebuilt', { cause, ...restored, setAside: setAside ?? '', ...missingFacts(missing) });
  return ok({
    db: opened.value,
    recovery: { cause, restored, missing },
    journalHead: reader.head(),
    formerHead,
    refusal: null,
  });
}

async function broughtTogether(
  { ports }: LedgerOpening,
  db: WriteDb,
  { reader, deviceId }: { readonly reader: JournalReader; readonly deviceId: DeviceId },
): Promise<Opened<OpenedLedger>> {
  if ((deviceOf(db) ?? deviceId) !== deviceId) return err(appError('other_chain', { reason: 'journal' }));
  const met = await meetJournal({ db, deviceId, reader, ports });
  if (!met.ok)
    return isOtherChain(met.error) ? ok(shownOnly(db, reader, { ports, refusal: met.error })) : met;
  const { restored, journalHead } = met.value;
  if (restored === null) return ok({ db, recovery: null, journalHead, refusal: null });
  ports.log('ledgerRestored', { ...restored });
  return ok({ db, recovery: { cause: 'journal', restored, missing: null }, journalHead, refusal: null });
}

function isOtherChain(error: AppError<MeetingCode>): error is AppError<'ledger_broken'> {
  return error.code === 'ledger_broken';
}

/** Ledger and journal tell of two chains: which is right is for a person to say, so neither is written to. */
function shownOnly(
  db: WriteDb,
  reader: JournalReader,
  { ports, refusal }: { readonly ports: TillPorts; readonly refusal: AppError<'ledger_broken'> },
): OpenedLedger {
  ports.log('ledgerAndJournalDiffer', { ...refusal.details });
  return { db, recovery: null, journalHead: reader.head(), refusal };
}

function missingFacts(missing: EntryRange | null): Readonly<Record<string, number>> {
  return missing === null ? {} : { missingFromSeq: missing.fromSeq, missingToSeq: missing.toSeq };
}
