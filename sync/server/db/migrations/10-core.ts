/** Who this HQ is, and the counter that numbers changes. */

import type { HqMigration } from '../hq-migration.ts';

export const coreMigration: HqMigration = {
  version: 10,
  name: 'core',
  sql: `
CREATE TABLE hq_meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE change_clock (
  id INTEGER NOT NULL PRIMARY KEY,
  n BIGINT NOT NULL
);
INSERT INTO change_clock (id, n) VALUES (1, 0);
-- The newest change of each area of what is published, so that one look tells what a pull need not read.
CREATE TABLE change_area (
  area TEXT NOT NULL PRIMARY KEY,
  changed BIGINT NOT NULL
);
`,
};
