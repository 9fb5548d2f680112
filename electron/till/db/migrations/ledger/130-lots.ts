import type { Migration } from '#electron/till/db/database-kind.ts';

/** What each lot of a member still holds, what was taken of the lots of a snapshot, and what was said about an entry. */
export const lotsMigration: Migration = {
  version: 130,
  name: 'lots',
  sql: `
CREATE TABLE lot (
  lot_entry_id BLOB NOT NULL CHECK (LENGTH(lot_entry_id) = 16),
  lot_line INTEGER NOT NULL,
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  unit TEXT NOT NULL CHECK (unit IN ('points', 'money')),
  origin TEXT NOT NULL,
  made_on TEXT NOT NULL,
  release_on TEXT,
  expires_on TEXT,
  open INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (lot_entry_id, lot_line)
) STRICT, WITHOUT ROWID;

CREATE INDEX lot_by_member ON lot (member_ref, unit) WHERE open <> 0 OR held <> 0;
CREATE INDEX lot_by_end ON lot (expires_on) WHERE open <> 0 AND expires_on IS NOT NULL;
CREATE INDEX lot_by_release ON lot (release_on) WHERE held <> 0;

CREATE TABLE snapshot_draw (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  unit TEXT NOT NULL CHECK (unit IN ('points', 'money')),
  lot_key TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (member_ref, unit, lot_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_about ON entry (ref_entry_id, place) WHERE ref_entry_id IS NOT NULL;

INSERT INTO projection (name) SELECT 'lots' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
