import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * Codes by what they hash to, and claimed rewards, as they stand. `code_text` alone holds codes themselves: those that
 * were made and may not have reached anybody's hand yet; they are taken out once they have.
 */
export const codesMigration: Migration = {
  version: 140,
  name: 'codes',
  sql: `
CREATE TABLE code (
  code_id BLOB NOT NULL PRIMARY KEY CHECK (LENGTH(code_id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('giftCard', 'coupon', 'guestCard')),
  batch_id BLOB NOT NULL CHECK (LENGTH(batch_id) = 16),
  ref_id TEXT,
  member_ref BLOB CHECK (LENGTH(member_ref) = 16),
  issue_entry_id BLOB NOT NULL CHECK (LENGTH(issue_entry_id) = 16),
  issue_place INTEGER NOT NULL,
  value_minor INTEGER NOT NULL,
  uses_max INTEGER NOT NULL,
  expires_on TEXT,
  uses INTEGER NOT NULL,
  cancelled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX code_by_batch ON code (batch_id);

CREATE TABLE claim (
  claim_entry_id BLOB NOT NULL PRIMARY KEY CHECK (LENGTH(claim_entry_id) = 16),
  member_ref BLOB NOT NULL CHECK (LENGTH(member_ref) = 16),
  reward_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  cost_points INTEGER NOT NULL,
  code_id BLOB CHECK (LENGTH(code_id) = 16),
  claimed_on TEXT NOT NULL,
  handed_over INTEGER NOT NULL,
  cancelled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_by_member ON claim (member_ref, claim_entry_id);
CREATE INDEX claim_by_reward ON claim (reward_id, count) WHERE cancelled = 0;

CREATE TABLE code_text (
  code_id BLOB NOT NULL PRIMARY KEY CHECK (LENGTH(code_id) = 16),
  cause TEXT NOT NULL CHECK (cause IN ('sale', 'claim', 'sold', 'batch')),
  for_id BLOB NOT NULL CHECK (LENGTH(for_id) = 16),
  place INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX code_text_for ON code_text (for_id, place);

INSERT INTO projection (name) SELECT 'codes' WHERE NOT EXISTS (SELECT 1 FROM entry);
`,
};
