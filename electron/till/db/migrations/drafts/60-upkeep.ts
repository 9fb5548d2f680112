import type { Migration } from '#electron/till/db/database-kind.ts';

/** What the last check of the ledger found; beside the ledger, because a ledger with findings is not written to. */
export const upkeepMigration: Migration = {
  version: 60,
  name: 'upkeep',
  sql: `
CREATE TABLE ledger_check (
  only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
  at_ms INTEGER NOT NULL,
  entries INTEGER NOT NULL CHECK (entries >= 0),
  findings INTEGER NOT NULL CHECK (findings >= 0)
) STRICT, WITHOUT ROWID;
`,
};
