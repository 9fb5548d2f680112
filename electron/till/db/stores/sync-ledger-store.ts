/** The ledger as sync reads it: by any connection that may read, in short statements. */

import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { genesisHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { ReadDb, ReadStatement, SqlRow } from '../database.ts';
import { bytesOf, integerOf } from '../row.ts';
import { placeFrom, placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';
import { createKeptRuleSets } from './rule-set-store.ts';

/** An entry with what is sent beside it. */
export type EntryToSend = {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
  readonly attachments: readonly AttachmentToSend[];
};

export type AttachmentToSend = {
  /** SHA-256 of the ciphertext. */
  readonly recordHash: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly key: Uint8Array;
};

type HashAt = (epoch: number, seq: number) => string | undefined;

export type SyncLedgerStore = {
  /** The newest entry of every epoch, oldest epoch first; seq 0 has the first hash of its epoch. */
  readonly own: () => { readonly heads: readonly SyncHead[]; readonly hashAt: HashAt };
  /** Of one epoch, from behind a seq, in order, at most `limit`. */
  readonly entriesAfter: (place: EntryPlace, limit: number) => readonly EntryToSend[];
  /** When the entry behind a place was booked; null where there is none. */
  readonly bookedAtMs: (place: EntryPlace) => EpochMs | null;
  readonly ruleSetJson: (ruleSetHash: string) => string | undefined;
  /** `undefined` for one that was deleted, or never was. */
  readonly attachment: (recordHash: string) => AttachmentToSend | undefined;
};

export type SyncLedgerDeps = {
  readonly db: ReadDb;
  readonly deviceId: DeviceId;
  readonly sha256: Sha256;
};

export function createSyncLedger({ db, deviceId, sha256 }: SyncLedgerDeps): SyncLedgerStore {
  const newestBefore = db.prepareRead(
    'SELECT place, hash FROM entry WHERE place < ? ORDER BY place DESC LIMIT 1',
  );
  const hashAt = db.prepareRead('SELECT hash FROM entry WHERE place = ?');
  const entries = db.prepareRead(
    `SELECT place, body, prev_hash, hash, signature, entry_id,
       EXISTS (SELECT 1 FROM attachment WHERE attachment.entry_id = entry.entry_id) AS is_attached_to
     FROM entry WHERE place > ? AND place < ? ORDER BY place LIMIT 0 + ?`,
  );
  const attachmentsOf = db.prepareRead(
    `SELECT a.attachment_hash, a.ciphertext, k.key FROM attachment AS a
     JOIN attachment_key AS k ON k.attachment_hash = a.attachment_hash
     WHERE a.entry_id = ? ORDER BY a.attachment_hash`,
  );
  const attachment = db.prepareRead(
    `SELECT a.attachment_hash, a.ciphertext, k.key FROM attachment AS a
     JOIN attachment_key AS k ON k.attachment_hash = a.attachment_hash WHERE a.attachment_hash = ?`,
  );
  const wallAfter = db.prepareRead('SELECT wall_ms FROM entry WHERE place > ? ORDER BY place LIMIT 1');
  const ruleSets = createKeptRuleSets(db);
  const own: HashAt = (epoch, seq) => {
    if (seq === 0) return bytesToHex(genesisHash(sha256, deviceId, epoch));
    const row = hashAt.get(placeOf({ epoch, seq }));
    return row === undefined ? undefined : bytesToHex(bytesOf(row, 'hash'));
  };
  return {
    own: () => ({ heads: headsOf(newestBefore), hashAt: own }),
    entriesAfter: (place, limit) =>
      entries
        .all(placeOf(place), placeOf({ epoch: place.epoch + 1, seq: 0 }), limit)
        .map((row) => entryFrom(row, attachmentsOf)),
    bookedAtMs: (place) => bookedAfter(wallAfter, place),
    ruleSetJson: ruleSets.jsonOf,
    attachment: (recordHash) => {
      const hash = hexToBytes(recordHash);
      const row = hash === undefined ? undefined : attachment.get(hash);
      return row && attachmentFrom(row);
    },
  };
}

/** Of a ledger that is not there yet. */
export function createEmptySyncLedger({ deviceId, sha256 }: Omit<SyncLedgerDeps, 'db'>): SyncLedgerStore {
  const hashAt: HashAt = (epoch, seq) =>
    seq === 0 ? bytesToHex(genesisHash(sha256, deviceId, epoch)) : undefined;
  return {
    own: () => ({ heads: [], hashAt }),
    entriesAfter: () => [],
    bookedAtMs: () => null,
    ruleSetJson: () => undefined,
    attachment: () => undefined,
  };
}

/** How many entries stand behind a place, over all epochs, and when the first of them was booked. */
export function backlogBehind(
  db: ReadDb,
): (place: EntryPlace | null) => { readonly entries: number; readonly oldestAtMs: EpochMs | null } {
  const newestBefore = db.prepareRead(
    'SELECT place, hash FROM entry WHERE place < ? ORDER BY place DESC LIMIT 1',
  );
  const wallAfter = db.prepareRead('SELECT wall_ms FROM entry WHERE place > ? ORDER BY place LIMIT 1');
  return (place) => {
    const from = place ?? { epoch: 1, seq: 0 };
    const heads = headsOf(newestBefore).filter(({ epoch }) => epoch >= from.epoch);
    const entries = heads.reduce(
      (sum, { epoch, seq }) => sum + seq - (epoch === from.epoch ? Math.min(from.seq, seq) : 0),
      0,
    );
    return { entries, oldestAtMs: entries === 0 ? null : bookedAfter(wallAfter, from) };
  };
}

const placeMax = Number.MAX_SAFE_INTEGER;

/** One look for each epoch, whatever the number of entries. */
function headsOf(newestBefore: ReadStatement): readonly SyncHead[] {
  const heads: SyncHead[] = [];
  let row = newestBefore.get(placeMax);
  while (row !== undefined) {
    const { epoch, seq } = placeFrom(integerOf(row, 'place'));
    heads.push({ epoch, seq, hash: bytesToHex(bytesOf(row, 'hash')) });
    row = epoch > 1 ? newestBefore.get(placeOf({ epoch, seq: 0 })) : undefined;
  }
  return heads.toReversed();
}

function bookedAfter(wallAfter: ReadStatement, place: EntryPlace): EpochMs | null {
  const row = wallAfter.get(placeOf(place));
  return row === undefined ? null : epochMs(integerOf(row, 'wall_ms'));
}

function entryFrom(row: SqlRow, attachmentsOf: ReadStatement): EntryToSend {
  const isAttachedTo = integerOf(row, 'is_attached_to') !== 0;
  return {
    seq: placeFrom(integerOf(row, 'place')).seq,
    body: bytesOf(row, 'body'),
    previousHash: bytesOf(row, 'prev_hash'),
    hash: bytesOf(row, 'hash'),
    signature: bytesOf(row, 'signature'),
    attachments: isAttachedTo ? attachmentsOf.all(bytesOf(row, 'entry_id')).map(attachmentFrom) : [],
  };
}

function attachmentFrom(row: SqlRow): AttachmentToSend {
  return {
    recordHash: bytesOf(row, 'attachment_hash'),
    ciphertext: bytesOf(row, 'ciphertext'),
    key: bytesOf(row, 'key'),
  };
}
