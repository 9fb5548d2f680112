/** `drafts.db`: the open basket, and what else a till remembers that is no part of its ledger. */

import type { DatabaseKind } from './database-kind.ts';
import { basketMigration } from './migrations/drafts/10-basket.ts';
import { offerFactsMigration } from './migrations/drafts/20-offer-facts.ts';
import { guestMigration } from './migrations/drafts/50-guest.ts';
import { tendersMigration } from './migrations/drafts/30-tenders.ts';
import { upkeepMigration } from './migrations/drafts/60-upkeep.ts';

export const draftsKind: DatabaseKind = {
  name: 'drafts',
  applicationId: 0x56_41_46_44, // "VAFD"
  migrations: [basketMigration, offerFactsMigration, tendersMigration, guestMigration, upkeepMigration],
};
