import type { Migration } from '#electron/till/db/database-kind.ts';

/** Refunds of other tills' sales, by the sale: such an entry cannot point at one that this ledger does not have. */
export const proofRefundsMigration: Migration = {
  version: 220,
  name: 'proof-refunds',
  sql: `
CREATE TABLE proof_refund (
  sale_entry_id BLOB NOT NULL CHECK (LENGTH(sale_entry_id) = 16),
  place INTEGER NOT NULL REFERENCES entry (place),
  refund_minor INTEGER NOT NULL,
  PRIMARY KEY (sale_entry_id, place)
) STRICT, WITHOUT ROWID;

INSERT INTO projection (name) SELECT 'proof_refund' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
