/** Which receipts a cashier has seen: a receipt that nobody saw is offered again after a restart. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { EntryId } from '#shared/ledger/entry.ts';
import type { WriteDb } from '../database.ts';

export type ReceiptStore = {
  readonly isSeen: (entryId: EntryId) => boolean;
  /** Twice is the same as once. */
  readonly markSeen: (entryId: EntryId, atMs: EpochMs) => void;
};

export function createReceiptStore(db: WriteDb): ReceiptStore {
  const isSeen = db.prepareRead('SELECT 1 AS found FROM receipt_seen WHERE entry_id = ?');
  const markSeen = db.prepare(
    'INSERT INTO receipt_seen (entry_id, seen_at_ms) VALUES (?, ?) ON CONFLICT (entry_id) DO NOTHING',
  );
  return {
    isSeen: (entryId) => isSeen.get(uuidToBytes(entryId)) !== undefined,
    markSeen: (entryId, atMs) => void markSeen.run(uuidToBytes(entryId), atMs),
  };
}
