/** `cache.db`: what HQ publishes. Replaceable: a file of another version is rebuilt, never migrated. */

import type { DatabaseKind } from './database-kind.ts';
import { chainTablesMigration } from './migrations/cache/10-chain-tables.ts';
import { memberIndexesMigration } from './migrations/cache/20-member-indexes.ts';
import { offerFactsMigration } from './migrations/cache/30-offer-facts.ts';
import { programmeMigration } from './migrations/cache/40-programme.ts';
import { pulledMigration } from './migrations/cache/50-pulled.ts';
import { factsInRowMigration } from './migrations/cache/60-facts-in-row.ts';

export const cacheKind: DatabaseKind = {
  name: 'cache',
  applicationId: 0x56_41_46_43, // "VAFC"
  migrations: [
    chainTablesMigration,
    memberIndexesMigration,
    offerFactsMigration,
    programmeMigration,
    pulledMigration,
    factsInRowMigration,
  ],
};
