/** Entries with their seals: written once, found by key, by member or in order. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import type { Hlc } from '#shared/kernel/hlc.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Entry, EntryId } from '#shared/ledger/entry.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { bytesOf, integerOf, uuidOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type EntryToStore = {
  readonly entry: Entry;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  /** Signature over this entry as the head. */
  readonly signature: Uint8Array;
};

/** What is asked of an entry most: the rest stands in its body. */
export type StoredEntry = {
  readonly entryId: EntryId;
  readonly epoch: number;
  readonly seq: number;
  readonly hlc: Hlc;
  readonly wallMs: EpochMs;
  readonly hash: Uint8Array;
  readonly body: Uint8Array;
};

export type EntryStore = {
  /** The newest entry. */
  readonly head: () => StoredEntry | undefined;
  readonly byOpKey: (opKey: Uint8Array) => StoredEntry | undefined;
  readonly byEntryId: (entryId: EntryId) => StoredEntry | undefined;
  readonly byPlace: (place: EntryPlace) => StoredEntry | undefined;
  readonly newestSale: () => StoredEntry | undefined;
  /** Entries behind a place of the chain, oldest first. */
  readonly after: (place: EntryPlace, limit: number) => readonly StoredEntry[];
  /** Entries that belong to another or undo it, oldest first. */
  readonly about: (entryId: EntryId) => readonly StoredEntry[];
  /** Of every kind, newest first. */
  readonly ofMember: (memberRef: MemberRef, limit: number) => readonly StoredEntry[];
  /** Newest first. */
  readonly salesOfMember: (memberRef: MemberRef, limit: number) => readonly StoredEntry[];
};

export type EntryWriter = EntryStore & { readonly add: (stored: EntryToStore) => void };

const columns = 'entry_id, epoch, seq, hlc_ms, hlc_counter, wall_ms, hash, body';

export function createEntryStore(db: ReadDb): EntryStore {
  const head = db.prepareRead(`SELECT ${columns} FROM entry ORDER BY place DESC LIMIT 1`);
  const byOpKey = db.prepareRead(`SELECT ${columns} FROM entry WHERE op_key = ?`);
  const byEntryId = db.prepareRead(`SELECT ${columns} FROM entry WHERE entry_id = ?`);
  const byPlace = db.prepareRead(`SELECT ${columns} FROM entry WHERE place = ?`);
  const newestSale = db.prepareRead(
    `SELECT ${columns} FROM entry WHERE kind = 'sale' ORDER BY place DESC LIMIT 1`,
  );
  const after = db.prepareRead(`SELECT ${columns} FROM entry WHERE place > ? ORDER BY place LIMIT ?`);
  const about = db.prepareRead(`SELECT ${columns} FROM entry WHERE ref_entry_id = ? ORDER BY place`);
  const ofMember = db.prepareRead(
    `SELECT ${columns} FROM entry WHERE member_ref = ? ORDER BY place DESC LIMIT ?`,
  );
  const salesOfMember = db.prepareRead(
    `SELECT ${columns} FROM entry WHERE member_ref = ? AND kind = 'sale' ORDER BY place DESC LIMIT ?`,
  );
  return {
    head: () => storedOrNone(head.get()),
    byOpKey: (opKey) => storedOrNone(byOpKey.get(opKey)),
    byEntryId: (entryId) => storedOrNone(byEntryId.get(uuidToBytes(entryId))),
    byPlace: (place) => storedOrNone(byPlace.get(placeOf(place))),
    newestSale: () => storedOrNone(newestSale.get()),
    after: (place, limit) => after.all(placeOf(place), limit).map(storedFrom),
    about: (entryId) => about.all(uuidToBytes(entryId)).map(storedFrom),
    ofMember: (memberRef, limit) => ofMember.all(uuidToBytes(memberRef), limit).map(storedFrom),
    salesOfMember: (memberRef, limit) => salesOfMember.all(uuidToBytes(memberRef), limit).map(storedFrom),
  };
}

export function createEntryWriter(db: WriteDb): EntryWriter {
  const addEntry = db.prepare(
    `INSERT INTO entry (place, epoch, seq, entry_id, op_key, kind, schema_version, hlc_ms, hlc_counter, wall_ms,
       clock_state, business_day, store_id, member_ref, actor_id, approver_id, card_level, rule_set_hash, ref_entry_id,
       body, prev_hash, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    ...createEntryStore(db),
    add: ({ entry, body, previousHash, hash, signature }) => {
      addEntry.run(placeOf(entry), ...headerValues(entry), body, previousHash, hash, signature);
    },
  };
}

function headerValues(entry: Entry): readonly (string | number | Uint8Array | null)[] {
  return [
    entry.epoch,
    entry.seq,
    uuidToBytes(entry.entryId),
    entry.opKey,
    entry.kind,
    entry.schemaVersion,
    entry.hlc.wallMs,
    entry.hlc.counter,
    entry.wallMs,
    entry.clockState,
    entry.businessDay,
    entry.storeId,
    uuidValue(entry.memberRef),
    uuidToBytes(entry.actorId),
    uuidValue(entry.approverId),
    entry.cardLevel,
    entry.ruleSetHash === null ? null : hashValue(entry.ruleSetHash),
    uuidValue(entry.refEntryId),
  ];
}

function uuidValue(id: Uuid | null): Uint8Array | null {
  return id === null ? null : uuidToBytes(id);
}

function hashValue(hash: string): Uint8Array {
  const bytes = hexToBytes(hash);
  invariant(bytes !== undefined, 'a hash is hexadecimal');
  return bytes;
}

function storedOrNone(row: SqlRow | undefined): StoredEntry | undefined {
  return row === undefined ? undefined : storedFrom(row);
}

function storedFrom(row: SqlRow): StoredEntry {
  return {
    entryId: uuidOf(row, 'entry_id'),
    epoch: integerOf(row, 'epoch'),
    seq: integerOf(row, 'seq'),
    hlc: { wallMs: integerOf(row, 'hlc_ms'), counter: integerOf(row, 'hlc_counter') },
    wallMs: epochMs(integerOf(row, 'wall_ms')),
    hash: bytesOf(row, 'hash'),
    body: bytesOf(row, 'body'),
  };
}
