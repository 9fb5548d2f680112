import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * More sums over the entries: what limits and windowed conditions of offers ask. `projection` names those that hold every
 * entry; a file with entries from before fills them once, from the entries themselves.
 */
export const offerFactsMigration: Migration = {
  version: 120,
  name: 'offer-facts',
  sql: `
CREATE TABLE member_purchase_day (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  local_date TEXT NOT NULL CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  visits INTEGER NOT NULL,
  spent_minor INTEGER NOT NULL,
  PRIMARY KEY (member_ref, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_offer_use (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  offer_id TEXT NOT NULL,
  local_date TEXT NOT NULL CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  uses INTEGER NOT NULL,
  cost_minor INTEGER NOT NULL,
  PRIMARY KEY (member_ref, offer_id, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE offer_use (
  offer_id TEXT NOT NULL,
  local_date TEXT NOT NULL CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  uses INTEGER NOT NULL,
  cost_minor INTEGER NOT NULL,
  PRIMARY KEY (offer_id, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_stamps (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  stamp_card_id TEXT NOT NULL,
  stamps INTEGER NOT NULL,
  PRIMARY KEY (member_ref, stamp_card_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE projection (
  name TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO projection (name) SELECT 'offer_facts' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
