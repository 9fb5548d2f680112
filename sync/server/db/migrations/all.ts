/** Every migration of HQ, in the order in which they run. Each area adds its own lines. */

import type { HqMigration } from '../hq-migration.ts';
import { coreMigration } from './10-core.ts';
import { peopleMigration } from './20-people.ts';
import { chainsMigration } from './30-chains.ts';
import { truthMigration } from './40-truth.ts';
import { publicationMigration } from './50-publication.ts';
import { secondFactorMigration } from './60-second-factor.ts';
import { memberEntriesMigration } from './70-member-entries.ts';

export const hqMigrations: readonly HqMigration[] = [
  coreMigration,
  peopleMigration,
  chainsMigration,
  truthMigration,
  publicationMigration,
  secondFactorMigration,
  memberEntriesMigration,
];
