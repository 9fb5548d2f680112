import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * What left members for rewards, to other members and for gift cards, with the sums up to each entry, beside what paid
 * for sales. Points as points: what they are worth is the programme's to say.
 */
export const givenMigration: Migration = {
  version: 240,
  name: 'given',
  sql: `
CREATE TABLE given (
  place INTEGER NOT NULL PRIMARY KEY REFERENCES entry (place),
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  hlc_ms INTEGER NOT NULL,
  member_points INTEGER NOT NULL,
  member_wallet_minor INTEGER NOT NULL,
  till_points INTEGER NOT NULL,
  till_wallet_minor INTEGER NOT NULL
) STRICT;

CREATE INDEX given_by_member ON given (member_ref, place);
CREATE INDEX given_by_time ON given (hlc_ms, place);

INSERT INTO projection (name) SELECT 'given' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
