import type { Migration } from '#electron/till/db/database-kind.ts';
import { memberIndexesSql } from '../member-tables.ts';

/**
 * What a pull brings: members whose figures leave this till out, so that counts may be below 0, other references of a
 * member, uses of offers elsewhere, approvals of rule sets, and erasures that are to be confirmed.
 *
 * SQLite 3.53's secure deletion of a search index without details loses words where a row leaves and comes back within
 * one transaction, as every member does whose name changes. What it would have overwritten goes when the index is
 * written anew after an erasure.
 */
export const pulledMigration: Migration = {
  version: 50,
  name: 'pulled',
  sql: `
CREATE TABLE member_next (
  member_id INTEGER NOT NULL PRIMARY KEY,
  member_ref BLOB NOT NULL CHECK (length(member_ref) = 16),
  name TEXT NOT NULL,
  latin_name TEXT,
  phone TEXT,
  tier_id TEXT NOT NULL,
  birth_date TEXT,
  points_balance INTEGER NOT NULL,
  wallet_minor INTEGER NOT NULL,
  visit_count INTEGER NOT NULL,
  spent_minor INTEGER NOT NULL,
  last_visits BLOB
) STRICT;
INSERT INTO member_next (member_id, member_ref, name, latin_name, phone, tier_id, birth_date, points_balance,
    wallet_minor, visit_count, spent_minor, last_visits)
  SELECT member_id, member_ref, name, latin_name, phone, tier_id, birth_date, points_balance, wallet_minor,
    visit_count, spent_minor, last_visits FROM member;
DROP INDEX card_by_number;
DROP TABLE member;
ALTER TABLE member_next RENAME TO member;
${memberIndexesSql}
CREATE INDEX card_by_member ON card (member_id);

CREATE TABLE member_alias (
  alias_ref BLOB NOT NULL PRIMARY KEY CHECK (length(alias_ref) = 16),
  member_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX member_alias_by_member ON member_alias (member_id);

CREATE TABLE offer_use_of_others (
  offer_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  local_date TEXT NOT NULL,
  uses INTEGER NOT NULL,
  cost_minor INTEGER NOT NULL,
  PRIMARY KEY (offer_id, store_id, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasure (
  member_ref BLOB NOT NULL PRIMARY KEY CHECK (length(member_ref) = 16),
  order_id BLOB CHECK (length(order_id) = 16),
  is_scrubbed INTEGER NOT NULL CHECK (is_scrubbed IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO member_search (member_search, rank) VALUES ('secure-delete', 0);

ALTER TABLE rule_set ADD COLUMN approvals TEXT NOT NULL DEFAULT '[]';
`,
};
