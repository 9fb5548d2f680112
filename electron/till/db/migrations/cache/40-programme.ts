import type { Migration } from '#electron/till/db/database-kind.ts';

/** Rewards are part of the programme, which is one setting. */
export const programmeMigration: Migration = {
  version: 40,
  name: 'programme',
  sql: `
DROP TABLE reward;
`,
};
