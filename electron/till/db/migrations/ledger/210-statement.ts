import type { Migration } from '#electron/till/db/database-kind.ts';

/**
 * A statement out of indexes alone: the entries of a member lie all over the file, and each page of it is decrypted when
 * it is read. The index of the member's entries holds what a line tells of them, and that of the postings to accounts of
 * members holds the rest.
 */
export const statementMigration: Migration = {
  version: 210,
  name: 'statement',
  sql: `
DROP INDEX entry_by_member;
CREATE INDEX entry_by_member ON entry (member_ref, place, kind, wall_ms, business_day, entry_id)
  WHERE member_ref IS NOT NULL;

CREATE INDEX posting_of_member ON posting (account, place, unit, amount)
  WHERE account >= 'member:' AND account < 'member;';
`,
};
