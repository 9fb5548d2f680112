import type { Migration } from '#electron/till/db/database-kind.ts';

/** The pull that is under way, page by page, and what a till needs to sell without its cache. */
export const stagedPagesMigration: Migration = {
  version: 10,
  name: 'staged-pages',
  sql: `
CREATE TABLE pull (
  pull_number INTEGER NOT NULL PRIMARY KEY CHECK (pull_number = 1),
  manifest TEXT NOT NULL,
  since_cursor TEXT
) STRICT;

CREATE TABLE page (
  page_hash BLOB NOT NULL PRIMARY KEY CHECK (length(page_hash) = 32),
  has_chain INTEGER NOT NULL CHECK (has_chain IN (0, 1)),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE essential (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
