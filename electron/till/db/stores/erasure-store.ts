/** Members who were erased here: their orders are confirmed once no byte of them is left. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { uuidOf, uuidOrNull } from '../row.ts';

export type Erasure = {
  readonly memberRef: MemberRef;
  /** Null where HQ wants no confirmation. */
  readonly orderId: Uuid | null;
};

export type ErasureStore = {
  /** All that this cache knows of, whether scrubbed or not. */
  readonly all: () => readonly Erasure[];
  /** True while the file may still hold remains of somebody. */
  readonly isScrubDue: () => boolean;
  readonly isErased: (memberRef: MemberRef) => boolean;
};

export type ErasureWriter = ErasureStore & {
  readonly add: (erasure: Erasure) => void;
  readonly markScrubbed: () => void;
};

export function createErasureStore(db: ReadDb): ErasureStore {
  const all = db.prepareRead('SELECT member_ref, order_id FROM erasure ORDER BY member_ref');
  const due = db.prepareRead('SELECT member_ref FROM erasure WHERE is_scrubbed = 0 LIMIT 1');
  const one = db.prepareRead('SELECT member_ref FROM erasure WHERE member_ref = ?');
  return {
    all: () =>
      all.all().map((row) => ({
        memberRef: uuidOf(row, 'member_ref'),
        orderId: uuidOrNull(row, 'order_id'),
      })),
    isScrubDue: () => due.get() !== undefined,
    isErased: (memberRef) => one.get(uuidToBytes(memberRef)) !== undefined,
  };
}

export function createErasureWriter(db: WriteDb): ErasureWriter {
  const add = db.prepare(
    `INSERT INTO erasure (member_ref, order_id, is_scrubbed) VALUES (?, ?, 0)
     ON CONFLICT (member_ref) DO UPDATE SET order_id = excluded.order_id, is_scrubbed = 0`,
  );
  const scrubbed = db.prepare('UPDATE erasure SET is_scrubbed = 1 WHERE is_scrubbed = 0');
  return {
    ...createErasureStore(db),
    add: ({ memberRef, orderId }) =>
      void add.run(uuidToBytes(memberRef), orderId === null ? null : uuidToBytes(orderId)),
    markScrubbed: () => void scrubbed.run(),
  };
}
