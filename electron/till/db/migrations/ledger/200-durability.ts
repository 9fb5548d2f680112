import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * What copies and statements of the ledger look up: the sealed records of an entry, and entries that move value of
 * somebody else than the member they name. Few entries do, so this costs a sale nothing.
 */
export const durabilityMigration: Migration = {
  version: 200,
  name: 'durability',
  sql: `
CREATE INDEX attachment_by_entry ON attachment (entry_id);

CREATE TABLE entry_of_other (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  place INTEGER NOT NULL REFERENCES entry (place),
  PRIMARY KEY (member_ref, place)
) STRICT, WITHOUT ROWID;

INSERT INTO projection (name) SELECT 'entry_of_other' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
