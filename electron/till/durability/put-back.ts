/** Puts entries of the journal into a ledger that lacks them: the same bytes, hashes and seals, and all that follows from them. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { deviceOf, writeDevice } from '../db/stores/device-store.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import type { KeptHead } from '../db/stores/journal-store.ts';
import type { JournalEntry, JournalRecord } from '../journal/journal-record.ts';
import { createKeepEntry } from '../ledger-append.ts';
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

/** One transaction's worth; other work of the thread has its turn in between. */
const entriesPerTransaction = 200;

/** Nothing is put behind a gap but the beginning of another epoch: an entry follows the one that its hash names. */
export async function putBack(given: EntriesToPutBack): Promise<Result<PutBack, AppError<PutBackCode>>> {
  const step = createPutBackStep(given);
  let entries = 0;
  let batch: JournalRecord[] = [];
  const flush = (): Result<JournalEntry | undefined, AppError<PutBackCode>> => {
    const records = batch;
    batch = [];
    const done = inTransaction(given.db, () => step(records));
    if (!done.ok) return done;
    if (!done.value.ok) return done.value;
    entries += done.value.value.entries;
    given.onProgress?.(entries);
    return ok(done.value.value.stoppedAt);
  };
  for (const record of given.records) {
    batch.push(record);
    if (countOf(batch) < entriesPerTransaction) continue;
    const flushed = flush();
    if (!flushed.ok) return flushed;
    await given.ports.nextTurn();
  }
  const stopped = flush();
  return stopped.ok ? ok({ entries, stoppedAt: stopped.value }) : stopped;
}

type StepDone = { readonly entries: number; readonly stoppedAt: JournalEntry | undefined };
type Step = (records: readonly JournalRecord[]) => Result<StepDone, AppError<'database_newer'>>;

function createPutBackStep({ db, deviceId, ports }: EntriesToPutBack): Step {
  const stores = createLedgerStores(db);
  const keepEntry = createKeepEntry(stores);
  const restoreMember = createRestoreMember(db, ports);
  let head = createJournalStore(db).head();
  let stoppedAt: JournalEntry | undefined;
  const keep = (entry: JournalEntry): boolean => {
    const parsed = parseEntry(entry.body);
    if (parsed === undefined) return false;
    keepEntry({ entry: parsed, ...entry });
    keepAttachments(entry, parsed.entryId, { stores, restoreMember });
    head = entry;
    return true;
  };
  return (records) => {
    let entries = 0;
    if (records.length > 0 && deviceOf(db) === undefined) writeDevice(db, deviceId);
    for (const record of records) {
      keepRuleSets(record.ruleSets, stores, ports);
      for (const entry of record.entries) {
        if (!continues(head, entry, { deviceId, ports })) {
          stoppedAt ??= entry;
          continue;
        }
        stoppedAt = undefined;
        const { epoch, seq } = entry;
        if (!keep(entry)) return err(appError('database_newer', { reason: 'entryUnknown', epoch, seq }));
        entries += 1;
      }
    }
    return ok({ entries, stoppedAt });
  };
}

function countOf(records: readonly JournalRecord[]): number {
  return records.reduce((sum, { entries }) => sum + entries.length, 0);
}

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
  { attachments, commandId }: JournalEntry,
  entryId: Parameters<LedgerStores['attachments']['add']>[0]['entryId'],
  { stores, restoreMember }: KeepParts,
): void {
  for (const { hash, ciphertext, key } of attachments) {
    // A record whose key was deleted is forgotten: its bytes mean nothing any more.
    if (key === null) continue;
    stores.attachments.add({ entryId, hash, ciphertext, key });
    if (commandId !== null) restoreMember({ commandId, ciphertext, key });
  }
}
