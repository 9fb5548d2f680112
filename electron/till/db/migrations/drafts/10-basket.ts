import type { Migration } from '#electron/till/db/database-kind.ts';

/** The one open basket, its undo steps, the rule set it is pinned to, and the commands that already changed it. */
export const basketMigration: Migration = {
  version: 10,
  name: 'basket',
  sql: `
CREATE TABLE basket (
  slot INTEGER NOT NULL PRIMARY KEY CHECK (slot = 1),
  basket_id BLOB NOT NULL CHECK (length(basket_id) = 16),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  member_ref BLOB CHECK (length(member_ref) = 16),
  card_uid BLOB,
  identified_by TEXT CHECK (identified_by IN ('card', 'search', 'enrolment')),
  rule_set_hash TEXT,
  CHECK ((member_ref IS NULL) = (identified_by IS NULL))
) STRICT;

CREATE TABLE basket_line (
  place INTEGER NOT NULL PRIMARY KEY CHECK (place >= 0),
  line_id BLOB NOT NULL UNIQUE CHECK (length(line_id) = 16),
  product_id TEXT,
  group_id TEXT,
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999)
) STRICT;

CREATE TABLE undo_step (
  step INTEGER NOT NULL PRIMARY KEY,
  place INTEGER NOT NULL CHECK (place >= 0),
  line_id BLOB NOT NULL CHECK (length(line_id) = 16),
  product_id TEXT,
  group_id TEXT,
  unit_price_minor INTEGER NOT NULL CHECK (unit_price_minor >= 0),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 9999)
) STRICT;

CREATE TABLE pinned_rule_set (
  rule_set_hash TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE applied_command (
  number INTEGER NOT NULL PRIMARY KEY,
  command_id BLOB NOT NULL UNIQUE CHECK (length(command_id) = 16),
  at_ms INTEGER NOT NULL
) STRICT;
`,
};
