import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * What was redeemed, with the sums up to each entry: what passed since any entry or any hour is one difference, however
 * many there were. And where shifts were closed.
 */
export const redeemedMigration: Migration = {
  version: 170,
  name: 'redeemed',
  sql: `
CREATE TABLE redeemed (
  place INTEGER NOT NULL REFERENCES entry (place),
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  hlc_ms INTEGER NOT NULL,
  member_points_minor INTEGER NOT NULL,
  member_wallet_minor INTEGER NOT NULL,
  till_minor INTEGER NOT NULL,
  PRIMARY KEY (place, member_ref)
) STRICT, WITHOUT ROWID;

CREATE INDEX redeemed_by_member ON redeemed (member_ref, place);
CREATE INDEX redeemed_by_time ON redeemed (hlc_ms, place);
CREATE INDEX entry_shift_close ON entry (place) WHERE kind = 'shiftClose';

INSERT INTO projection (name) SELECT 'redeemed' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
