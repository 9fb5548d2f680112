/** `cache.db`: what HQ publishes. Replaceable: a file of another version is rebuilt, never migrated. */

import type { DatabaseKind } from './database-kind.ts';
import { chainTablesMigration } from './migrations/cache/10-chain-tables.ts';
import { memberIndexesMigration } from './migrations/cache/20-member-indexes.ts';

const applicationId = 0x56_41_46_43; // "VAFC"

export const cacheKind: DatabaseKind = {
  name: 'cache',
  applicationId,
  migrations: [chainTablesMigration, memberIndexesMigration],
};

/** The same file while it is being loaded: without the indexes, which are made at the end. */
export const cacheLoadingKind: DatabaseKind = {
  name: 'cache',
  applicationId,
  migrations: [chainTablesMigration],
};
