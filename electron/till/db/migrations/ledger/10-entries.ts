/**
 * Entries, postings and what belongs to them for ever. A file holds the chain of one device, named in `meta`; `place`
 * is epoch and seq in one number, so that the key of an entry is the row's own and a sale touches fewer pages.
 */

import type { Migration } from '#electron/till/db/database-kind.ts';

export const entriesMigration: Migration = {
  version: 10,
  name: 'entries',
  sql: `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  place INTEGER PRIMARY KEY CHECK (place = epoch * 4294967296 + seq),
  epoch INTEGER NOT NULL CHECK (epoch BETWEEN 1 AND 1048575),
  seq INTEGER NOT NULL CHECK (seq BETWEEN 1 AND 4294967295),
  entry_id BLOB NOT NULL UNIQUE CHECK (LENGTH(entry_id) = 16),
  op_key BLOB NOT NULL UNIQUE CHECK (LENGTH(op_key) = 32),
  kind TEXT NOT NULL,
  schema_version INTEGER NOT NULL CHECK (schema_version >= 1),
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL CHECK (hlc_counter BETWEEN 0 AND 4294967295),
  wall_ms INTEGER NOT NULL,
  clock_state TEXT NOT NULL,
  business_day TEXT NOT NULL CHECK (business_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  store_id TEXT NOT NULL,
  member_ref BLOB CHECK (member_ref IS NULL OR LENGTH(member_ref) = 16),
  actor_id BLOB NOT NULL CHECK (LENGTH(actor_id) = 16),
  approver_id BLOB CHECK (approver_id IS NULL OR (LENGTH(approver_id) = 16 AND approver_id <> actor_id)),
  card_level INTEGER CHECK (card_level IS NULL OR card_level BETWEEN 0 AND 3),
  rule_set_hash BLOB REFERENCES rule_set (rule_set_hash),
  ref_entry_id BLOB REFERENCES entry (entry_id),
  body BLOB NOT NULL,
  prev_hash BLOB NOT NULL CHECK (LENGTH(prev_hash) = 32),
  hash BLOB NOT NULL CHECK (LENGTH(hash) = 32),
  signature BLOB CHECK (signature IS NULL OR LENGTH(signature) = 64)
) STRICT;

CREATE INDEX entry_by_member ON entry (member_ref, place) WHERE member_ref IS NOT NULL;

CREATE TRIGGER entry_gapless BEFORE INSERT ON entry
WHEN NEW.place <> 1 + COALESCE((SELECT MAX(place) FROM entry), 0)
  AND (NEW.seq <> 1 OR NEW.place < COALESCE((SELECT MAX(place) FROM entry), 0))
BEGIN SELECT RAISE(ABORT, 'an entry follows the one before without a gap'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

CREATE TABLE posting (
  place INTEGER NOT NULL REFERENCES entry (place),
  line INTEGER NOT NULL CHECK (line >= 0),
  account TEXT NOT NULL,
  lot_entry_id BLOB NOT NULL REFERENCES entry (entry_id),
  lot_line INTEGER NOT NULL CHECK (lot_line >= 0),
  unit TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0 AND amount BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY (place, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never deleted'); END;

CREATE TABLE rule_set (
  rule_set_hash BLOB PRIMARY KEY CHECK (LENGTH(rule_set_hash) = 32),
  canonical_json TEXT NOT NULL
) STRICT;

CREATE TRIGGER rule_set_no_update BEFORE UPDATE ON rule_set
BEGIN SELECT RAISE(ABORT, 'a rule set that an entry names is never changed'); END;
CREATE TRIGGER rule_set_no_delete BEFORE DELETE ON rule_set
BEGIN SELECT RAISE(ABORT, 'a rule set that an entry names is never deleted'); END;
`,
};
