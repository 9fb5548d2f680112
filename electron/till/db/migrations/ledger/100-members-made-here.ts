import type { Migration } from '#electron/till/db/database-kind.ts';
import { memberIndexesSql, memberTablesSql } from '../member-tables.ts';

/** Members and cards enrolled at this till: the snapshot can be thrown away at any time, these cannot. */
export const membersMadeHereMigration: Migration = {
  version: 100,
  name: 'members-made-here',
  sql: `${memberTablesSql}${memberIndexesSql}
CREATE TABLE enrolment (
  command_id BLOB NOT NULL PRIMARY KEY CHECK (length(command_id) = 16),
  member_ref BLOB NOT NULL UNIQUE CHECK (length(member_ref) = 16)
) STRICT, WITHOUT ROWID;
`,
};
