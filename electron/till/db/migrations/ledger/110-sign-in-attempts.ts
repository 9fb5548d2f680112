import type { Migration } from '#electron/till/db/database-kind.ts';

/** Wrong PINs, counted before they are checked. In the ledger's file, because only that file reaches the disk at once. */
export const signInAttemptsMigration: Migration = {
  version: 110,
  name: 'sign-in-attempts',
  sql: `
CREATE TABLE sign_in_attempt (
  operator_id BLOB NOT NULL PRIMARY KEY CHECK (length(operator_id) = 16),
  wrong_count INTEGER NOT NULL CHECK (wrong_count >= 0),
  locked_at_ms INTEGER
) STRICT, WITHOUT ROWID;
`,
};
