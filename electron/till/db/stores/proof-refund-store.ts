/** What this till gave back of other tills' sales, found by the sale. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Entry, ValueEntryOf } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { bytesOf, integerOf, uuidOf } from '../row.ts';
import { placeOf } from './place.ts';

export type ProofRefund = {
  readonly saleEntryId: Uuid;
  readonly place: number;
  readonly refundMinor: number;
};

/** What an entry adds; `undefined` for all but refunds by a proof. */
export function proofRefundOf(entry: Entry): ProofRefund | undefined {
  if (entry.kind !== 'refund' || entry.content.detail.evidence !== 'proof') return undefined;
  const { saleEntryId, refundMinor } = entry.content.detail;
  return { saleEntryId, place: placeOf(entry), refundMinor };
}

export type ProofRefunds = {
  /** Oldest first. */
  readonly refundsOf: (saleEntryId: Uuid) => readonly ValueEntryOf<'refund'>[];
};

export function createProofRefundStore(db: ReadDb): ProofRefunds {
  const refunds = db.prepareRead(
    `SELECT body FROM proof_refund JOIN entry ON entry.place = proof_refund.place
     WHERE sale_entry_id = ? ORDER BY proof_refund.place`,
  );
  return {
    refundsOf: (saleEntryId) =>
      refunds.all(uuidToBytes(saleEntryId)).map((row) => {
        const entry = parseEntry(bytesOf(row, 'body'));
        invariant(entry?.kind === 'refund', 'a refund by a proof can be read');
        return entry;
      }),
  };
}

/** Within the caller's transaction. */
export function createProofRefundWriter(db: WriteDb): (refund: ProofRefund) => void {
  const add = db.prepare('INSERT INTO proof_refund (sale_entry_id, place, refund_minor) VALUES (?, ?, ?)');
  return ({ saleEntryId, place, refundMinor }) => void add.run(uuidToBytes(saleEntryId), place, refundMinor);
}

export function* proofRefundsOf(db: ReadDb): Iterable<ProofRefund> {
  const rows = db.prepareRead('SELECT sale_entry_id, place, refund_minor FROM proof_refund').iterate();
  for (const row of rows) {
    const refundMinor = integerOf(row, 'refund_minor');
    yield { saleEntryId: uuidOf(row, 'sale_entry_id'), place: integerOf(row, 'place'), refundMinor };
  }
}
