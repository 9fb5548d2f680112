/** Postings of entries. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import type { WriteDb } from '../database.ts';
import { placeOf } from './place.ts';

export type PostingWriter = { readonly add: (entry: Entry, posting: Posting) => void };

export function createPostingWriter(db: WriteDb): PostingWriter {
  const add = db.prepare(
    `INSERT INTO posting (place, line, account, lot_entry_id, lot_line, unit, amount)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    add: (entry, { line, account, lot, unit, amount }) => {
      add.run(placeOf(entry), line, account, uuidToBytes(lot.entryId), lot.line, unit, amount);
    },
  };
}
