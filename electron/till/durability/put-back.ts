/** Puts entries of the journal into a ledger that lacks them: the same bytes, hashes and seals, and all that follows from them. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { DeviceId, Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { withLongLog } from '../db/long-log.ts';
import { deviceOf, writeDevice } from '../db/stores/device-store.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { KeptHead } from '../db/stores/journal-store.ts';
import type { JournalEntry, JournalRecord } from '../journal/journal-record.ts';
import { createKeepEntries } from '../ledger-append.ts';
import { createLedgerStores } from '../ledger-stores.ts';
import type { LedgerStores } from '../ledger-stores.ts';
import type { TillPorts } from '../ports.ts';
import { createRestoreMember } from './restore-member.ts';
import type { RestoreMember } from './restore-member.ts';

export type PutBackPorts = Pick<TillPorts, 'sha256' | 'utf8' | 'nextTurn' | 'recordSealer'>;

export type EntriesToPutBack = {
  readonly db: WriteDb;
  readonly deviceId: DeviceId;
  /** In the order of the chain, from behind the newest entry of the ledger. */
  readonly records: Iterable<JournalRecord>;
  readonly ports: PutBackPorts;
  /** Told after each transaction. */
  readonly onProgress?: (entries: number) => void;
};

export type PutBack = {
  readonly entries: number;
  /**
   * The first entry that does not continue what is there; `undefined` when all were put back, or when a later epoch
   * says itself what it began without.
   */
  readonly stoppedAt: Pick<JournalEntry, 'epoch' | 'seq'> | undefined;
};

type PutBackCode = WriteCode | 'database_newer';

/**
 * One transaction's worth, about a tenth of a second; other work of the thread has its turn in between. A page that many
 * entries change is sealed and written once for all of them.
 */
const entriesPerTransaction = 1_000;

/** Nothing is put behind a gap but the beginning of another epoch: an entry follows the one that its hash names. */
export async function putBack(given: EntriesToPutBack): Promise<Result<PutBack, AppError<PutBackCode>>> {
  return withLongLog(given.db, () => putBackAll(given));
}

async function putBackAll(given: EntriesToPutBack): Promise<Result<PutBack, AppError<PutBackCode>>> {
  const step = createPutBackStep(given);
  let entries = 0;
  let batch: JournalRecord[] = [];
  let batchEntries = 0;
  const flush = (): ReturnType<PutBackStep> => {
    const done = step(batch);
    batch = [];
    batchEntries = 0;
    if (!done.ok) return done;
    entries += done.value.entries;
    given.onProgress?.(entries);
    return done;
  };
  for (const record of given.records) {
    batch.push(record);
    batchEntries += record.entries.length;
    if (batchEntries < entriesPerTransaction) continue;
    const flushed = flush();
    if (!flushed.ok) return flushed;
    await given.ports.nextTurn();
  }
  const stopped = flush();
  return stopped.ok ? ok({ entries, stoppedAt: stopped.value.stoppedAt }) : stopped;
}

/**
 * Puts records back in one transaction; what breaks a rule of the tables is thrown, and all of it is rolled back. May be
 * called again for what follows.
 */
export type PutBackStep = (records: readonly JournalRecord[]) => Result<PutBack, AppError<PutBackCode>>;

export function createPutBackStep({ db, deviceId, ports }: EntriesAtStep): PutBackStep {
  const stores = createLedgerStores(db);
  const journal = createJournalStore(db);
  const keepEntries = createKeepEntries(stores);
  const restoreMember = createRestoreMember(db, ports);
  let stoppedAt: JournalEntry | undefined;
  const step = (records: readonly JournalRecord[]): Result<PutBack, AppError<'database_newer'>> => {
    if (records.length > 0 && deviceOf(db) === undefined) writeDevice(db, deviceId);
    for (const { ruleSets } of records) keepRuleSets(ruleSets, stores, ports);
    const fitting: FittingEntry[] = [];
    let unknown: JournalEntry | undefined;
    let head = journal.head();
    for (const booked of records.flatMap(({ entries }) => entries)) {
      if (!continues(head, booked, { deviceId, ports })) {
        stoppedAt ??= booked;
        continue;
      }
      stoppedAt = undefined;
      const entry = parseEntry(booked.body);
      if (entry === undefined) {
        unknown = booked;
        break;
      }
      fitting.push({ ...booked, entry });
      head = booked;
    }
    keepEntries(fitting);
    for (const kept of fitting) keepAttachments(kept, { stores, restoreMember });
    if (unknown === undefined) return ok({ entries: fitting.length, stoppedAt });
    const { epoch, seq } = unknown;
    return err(appError('database_newer', { reason: 'entryUnknown', epoch, seq }));
  };
  return (records) => {
    const done = inTransaction(db, () => step(records));
    return done.ok ? done.value : done;
  };
}

type EntriesAtStep = Pick<EntriesToPutBack, 'db' | 'deviceId' | 'ports'>;

/** It continues the chain, and this program can read it. */
type FittingEntry = JournalEntry & { readonly entry: Entry };

type ChainParts = { readonly deviceId: DeviceId; readonly ports: Pick<TillPorts, 'sha256'> };

function continues(
  head: KeptHead | undefined,
  entry: JournalEntry,
  { deviceId, ports: { sha256 } }: ChainParts,
): boolean {
  const { epoch, seq, previousHash, body, hash } = entry;
  if (!isSameBytes(entryHash(sha256, previousHash, body), hash)) return false;
  if (head?.epoch === epoch) return seq === head.seq + 1 && isSameBytes(previousHash, head.hash);
  if (head !== undefined && epoch < head.epoch) return false;
  return seq === 1 && isSameBytes(previousHash, genesisHash(sha256, deviceId, epoch));
}

function keepRuleSets(
  texts: readonly string[],
  { ruleSets }: LedgerStores,
  { sha256, utf8 }: PutBackPorts,
): void {
  for (const json of texts) {
    const hash = bytesToHex(sha256(utf8.encode(json)));
    if (!ruleSets.isKept(hash)) ruleSets.keep(hash, json);
  }
}

type KeepParts = { readonly stores: LedgerStores; readonly restoreMember: RestoreMember };

function keepAttachments(
  { attachments, commandId, entry: { entryId } }: FittingEntry,
  { stores, restoreMember }: KeepParts,
): void {
  for (const { hash, ciphertext, key } of attachments) {
    // A record whose key was deleted is forgotten: its bytes mean nothing any more.
    if (key === null) continue;
    stores.attachments.add({ entryId, hash, ciphertext, key });
    if (commandId !== null) restoreMember({ commandId, ciphertext, key });
  }
}
