import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * What a member stands at besides balances. Of what is set and not added up, such as a tier, every entry has a row and the
 * newest counts: so the tables can be compared with the entries like sums.
 */
export const standingMigration: Migration = {
  version: 150,
  name: 'standing',
  sql: `
CREATE TABLE standing_day (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  local_date TEXT NOT NULL CHECK (local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  points_earned INTEGER NOT NULL,
  tier_progress INTEGER NOT NULL,
  points_given INTEGER NOT NULL,
  household_minor INTEGER NOT NULL,
  PRIMARY KEY (member_ref, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier_set (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  tier_id TEXT NOT NULL,
  kept_until TEXT,
  PRIMARY KEY (member_ref, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral_set (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  introducer_ref BLOB NOT NULL CHECK (LENGTH(introducer_ref) = 16),
  PRIMARY KEY (member_ref, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX referral_by_introducer ON referral_set (introducer_ref, member_ref);

CREATE TABLE referral_reward (
  member_ref BLOB NOT NULL PRIMARY KEY CHECK (LENGTH(member_ref) = 16),
  as_newcomer INTEGER NOT NULL,
  as_introducer INTEGER NOT NULL,
  from_guests INTEGER NOT NULL,
  points INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE household_set (
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  head_ref BLOB NOT NULL CHECK (LENGTH(head_ref) = 16),
  day_limit_minor INTEGER,
  PRIMARY KEY (member_ref, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX household_by_head ON household_set (head_ref, member_ref);

CREATE TABLE booked_day (
  business_day TEXT NOT NULL PRIMARY KEY,
  entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO projection (name) SELECT 'standing' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
