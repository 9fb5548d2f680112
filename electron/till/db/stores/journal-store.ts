/** Entries with everything that the journal keeps beside them, read in the order of the chain. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { bytesOf, bytesOrNull, integerOf, textOf, uuidOf } from '../row.ts';
import { placeOf } from './place.ts';
import type { EntryPlace } from './place.ts';

export type KeptEntry = EntryPlace & {
  readonly body: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
  readonly ruleSetHash: string | null;
  readonly attachments: readonly KeptAttachment[];
  /** Of an enrolment: the command that made the member. */
  readonly commandId: Uuid | null;
};

export type KeptAttachment = {
  readonly hash: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly key: Uint8Array | null;
};

export type KeptHead = EntryPlace & { readonly hash: Uint8Array };

export type JournalStore = {
  readonly head: () => KeptHead | undefined;
  readonly hashAt: (place: EntryPlace) => Uint8Array | undefined;
  /** Every entry by its hash, in the order of the chain. */
  readonly hashes: () => Iterable<KeptHead>;
  /** At most `limit`, from behind a place or from the beginning. */
  readonly entriesAfter: (place: EntryPlace | undefined, limit: number) => readonly KeptEntry[];
};

export function createJournalStore(db: ReadDb): JournalStore {
  const head = db.prepareRead('SELECT epoch, seq, hash FROM entry ORDER BY place DESC LIMIT 1');
  const hashes = db.prepareRead('SELECT epoch, seq, hash FROM entry ORDER BY place');
  const hashAt = db.prepareRead('SELECT hash FROM entry WHERE place = ?');
  const entriesAfter = db.prepareRead(
    // `LIMIT ?` alone would have SQLite prepare the statement again for each booking: it plans by the number it finds.
    `SELECT epoch, seq, entry_id, kind, member_ref, rule_set_hash, body, prev_hash, hash, signature,
       EXISTS (SELECT 1 FROM attachment WHERE attachment.entry_id = entry.entry_id) AS is_attached_to
     FROM entry WHERE place > ? ORDER BY place LIMIT 0 + ?`,
  );
  const attachmentsOf = db.prepareRead(
    `SELECT a.attachment_hash, a.ciphertext, k.key FROM attachment AS a
     LEFT JOIN attachment_key AS k ON k.attachment_hash = a.attachment_hash
     WHERE a.entry_id = ? ORDER BY a.attachment_hash`,
  );
  const commandOf = db.prepareRead('SELECT command_id FROM enrolment WHERE member_ref = ?');
  const commandIdOf = (row: SqlRow): Uuid | null => {
    if (textOf(row, 'kind') !== 'enrol') return null;
    const found = commandOf.get(bytesOrNull(row, 'member_ref'));
    return found === undefined ? null : uuidOf(found, 'command_id');
  };
  // Few entries have any, and a statement of its own costs each booking a lock of its own.
  const attachmentsIn = (row: SqlRow): readonly KeptAttachment[] =>
    integerOf(row, 'is_attached_to') === 0
      ? []
      : attachmentsOf.all(bytesOf(row, 'entry_id')).map(attachmentFrom);
  return {
    head: () => {
      const row = head.get();
      return (
        row && { epoch: integerOf(row, 'epoch'), seq: integerOf(row, 'seq'), hash: bytesOf(row, 'hash') }
      );
    },
    hashAt: (place) => {
      const row = hashAt.get(placeOf(place));
      return row && bytesOf(row, 'hash');
    },
    *hashes() {
      for (const row of hashes.iterate()) yield headFrom(row);
    },
    entriesAfter: (place, limit) =>
      entriesAfter.all(place === undefined ? 0 : placeOf(place), limit).map((row) => {
        const ruleSetHash = bytesOrNull(row, 'rule_set_hash');
        return {
          epoch: integerOf(row, 'epoch'),
          seq: integerOf(row, 'seq'),
          body: bytesOf(row, 'body'),
          previousHash: bytesOf(row, 'prev_hash'),
          hash: bytesOf(row, 'hash'),
          signature: bytesOf(row, 'signature'),
          ruleSetHash: ruleSetHash === null ? null : bytesToHex(ruleSetHash),
          attachments: attachmentsIn(row),
          commandId: commandIdOf(row),
        };
      }),
  };
}

function headFrom(row: SqlRow): KeptHead {
  return { epoch: integerOf(row, 'epoch'), seq: integerOf(row, 'seq'), hash: bytesOf(row, 'hash') };
}

function attachmentFrom(row: SqlRow): KeptAttachment {
  return {
    hash: bytesOf(row, 'attachment_hash'),
    ciphertext: bytesOf(row, 'ciphertext'),
    key: bytesOrNull(row, 'key'),
  };
}
