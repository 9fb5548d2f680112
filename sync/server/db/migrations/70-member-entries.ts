/** What each entry changed of what members hold, so that a person can be shown where a balance comes from. */

import type { HqMigration } from '../hq-migration.ts';

export const memberEntriesMigration: HqMigration = {
  version: 70,
  name: 'member-entries',
  partitioned: ['member_entry'],
  sql: `
-- One row for each member that an entry is about or changes, whatever was made of the entry: one that does not count
-- changes nothing. In the order in which tills booked them. What was counted before this table was there has no rows
-- until everything is counted again.
CREATE TABLE member_entry (
  member_ref uuid NOT NULL,
  hlc_ms bigint NOT NULL,
  device_id uuid NOT NULL,
  epoch int NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  points numeric NOT NULL,
  points_pending numeric NOT NULL,
  wallet_minor numeric NOT NULL,
  wallet_pending_minor numeric NOT NULL,
  PRIMARY KEY (member_ref, hlc_ms, device_id, epoch, branch, seq)
) PARTITION BY HASH (member_ref);
`,
};
