import type { Migration } from '#electron/till/db/database-kind.ts';
import { memberIndexesSql } from '../member-tables.ts';

/** A cache without these is one whose load never finished. */
export const memberIndexesMigration: Migration = {
  version: 20,
  name: 'member-indexes',
  sql: memberIndexesSql,
};
