/** Sums over the entries, kept so that a balance costs one look-up, and what hangs on entries but can be taken away. */

import type { Migration } from '#electron/till/db/database-kind.ts';

export const projectionsMigration: Migration = {
  version: 20,
  name: 'projections',
  sql: `
CREATE TABLE balance (
  account TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY (account, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_activity (
  member_ref BLOB PRIMARY KEY CHECK (LENGTH(member_ref) = 16),
  visits INTEGER NOT NULL CHECK (visits >= 0),
  spent_minor INTEGER NOT NULL,
  last_visit_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  attachment_hash BLOB PRIMARY KEY CHECK (LENGTH(attachment_hash) = 32),
  entry_id BLOB NOT NULL REFERENCES entry (entry_id),
  ciphertext BLOB NOT NULL
) STRICT;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, 'an attachment is deleted, never changed'); END;

CREATE TABLE attachment_key (
  attachment_hash BLOB PRIMARY KEY REFERENCES attachment (attachment_hash) ON DELETE CASCADE,
  key BLOB NOT NULL CHECK (LENGTH(key) = 32)
) STRICT;

CREATE TABLE receipt_seen (
  entry_id BLOB PRIMARY KEY REFERENCES entry (entry_id),
  seen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
