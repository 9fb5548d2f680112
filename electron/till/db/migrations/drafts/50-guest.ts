import type { Migration } from '#electron/till/db/database-kind.ts';

/** The guest card that was shown for a basket without a member. */
export const guestMigration: Migration = {
  version: 50,
  name: 'guest',
  sql: `
CREATE TABLE guest (
  basket_id BLOB NOT NULL PRIMARY KEY CHECK (LENGTH(basket_id) = 16),
  code_id BLOB NOT NULL CHECK (LENGTH(code_id) = 16)
) STRICT, WITHOUT ROWID;
`,
};
