/** Which entries gave back something of a sale that another till booked. */

import { createProofRefundWriter, proofRefundOf, proofRefundsOf } from '../db/stores/proof-refund-store.ts';
import type { ProofRefund } from '../db/stores/proof-refund-store.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const proofRefundsProjection: LedgerProjection = {
  name: 'proof_refund',
  tables: ['proof_refund'],
  createWriter: (db) => {
    const add = createProofRefundWriter(db);
    return (entry) => {
      const refund = proofRefundOf(entry);
      if (refund !== undefined) add(refund);
    };
  },
  sumsOf: (entry) => {
    const refund = proofRefundOf(entry);
    return refund === undefined ? [] : [named(refund)];
  },
  kept: (db) => Array.from(proofRefundsOf(db), named),
};

function named({ saleEntryId, place, refundMinor }: ProofRefund): NamedSum {
  return { name: `proofRefund ${saleEntryId} ${place}`, first: 1, second: refundMinor };
}
