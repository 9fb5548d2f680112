/** Postings of entries. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { Posting } from '#shared/ledger/posting.ts';
import type { WriteDb } from '../database.ts';

export type PostingWriter = { readonly add: (entry: Entry, posting: Posting) => void };

export function createPostingWriter(db: WriteDb): PostingWriter {
  const add = db.prepare(
    `INSERT INTO posting (device_id, epoch, seq, line, account, lot_entry_id, lot_line, unit, amount)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    add: ({ deviceId, epoch, seq }, { line, account, lot, unit, amount }) => {
      add.run(
        uuidToBytes(deviceId),
        epoch,
        seq,
        line,
        account,
        uuidToBytes(lot.entryId),
        lot.line,
        unit,
        amount,
      );
    },
  };
}
