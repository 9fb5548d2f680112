/**
 * Members and their cards look the same in the snapshot (`cache.db`) and among those enrolled here (`ledger.db`), so
 * that one store reads both. Frozen with the migrations that name them.
 */

export const memberTablesSql = `
CREATE TABLE member (
  member_id INTEGER NOT NULL PRIMARY KEY,
  member_ref BLOB NOT NULL CHECK (length(member_ref) = 16),
  name TEXT NOT NULL,
  latin_name TEXT,
  phone TEXT,
  tier_id TEXT NOT NULL,
  birth_date TEXT,
  points_balance INTEGER NOT NULL,
  wallet_minor INTEGER NOT NULL,
  visit_count INTEGER NOT NULL CHECK (visit_count >= 0),
  spent_minor INTEGER NOT NULL,
  last_visits BLOB
) STRICT;

CREATE TABLE card (
  card_uid BLOB NOT NULL PRIMARY KEY CHECK (length(card_uid) IN (4, 7, 10)),
  member_id INTEGER NOT NULL,
  card_number TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'blocked', 'replaced'))
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE member_search USING fts5 (
  words,
  content = '',
  detail = none,
  columnsize = 0,
  prefix = '2 3 4 5 6',
  tokenize = 'unicode61 remove_diacritics 0'
);

INSERT INTO member_search (member_search, rank) VALUES ('secure-delete', 1);
`;

/** Made after a bulk load, which is several times faster than growing them row by row. */
export const memberIndexesSql = `
CREATE UNIQUE INDEX member_by_ref ON member (member_ref);
CREATE INDEX member_by_phone ON member (phone) WHERE phone IS NOT NULL;
CREATE INDEX member_by_phone_tail ON member (substr(phone, -4)) WHERE phone IS NOT NULL;
CREATE INDEX card_by_number ON card (card_number) WHERE card_number IS NOT NULL;
`;
