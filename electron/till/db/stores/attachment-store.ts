/** Sealed personal records and their keys: both can be deleted without touching the chain. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import type { WriteDb } from '../database.ts';

export type Attachment = {
  readonly entryId: EntryId;
  /** SHA-256 of the ciphertext: what the entry names. */
  readonly hash: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly key: Uint8Array;
};

export type AttachmentWriter = { readonly add: (attachment: Attachment) => void };

export function createAttachmentWriter(db: WriteDb): AttachmentWriter {
  const add = db.prepare('INSERT INTO attachment (attachment_hash, entry_id, ciphertext) VALUES (?, ?, ?)');
  const addKey = db.prepare('INSERT INTO attachment_key (attachment_hash, key) VALUES (?, ?)');
  return {
    add: ({ entryId, hash, ciphertext, key }) => {
      add.run(hash, uuidToBytes(entryId), ciphertext);
      addKey.run(hash, key);
    },
  };
}
