import type { Migration } from '#electron/till/db/database-kind.ts';

/** The latest time of HQ that the till knew: what a lease is judged by after a start with a clock that was set back. */
export const hqTimeMigration: Migration = {
  version: 250,
  name: 'hq-time',
  sql: `
ALTER TABLE sync_state ADD COLUMN hq_time_ms INTEGER;
`,
};
