/** `staging.db`: pages of a pull that are not applied yet. Replaceable: what it held is pulled again. */

import type { DatabaseKind } from './database-kind.ts';
import { stagedPagesMigration } from './migrations/staging/10-pages.ts';

export const stagingKind: DatabaseKind = {
  name: 'staging',
  applicationId: 0x56_41_46_53, // "VAFS"
  migrations: [stagedPagesMigration],
};
