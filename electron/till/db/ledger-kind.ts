/** `ledger.db`: what must never be lost. */

import type { DatabaseKind } from './database-kind.ts';
import { entriesMigration } from './migrations/ledger/10-entries.ts';
import { projectionsMigration } from './migrations/ledger/20-projections.ts';
import { membersMadeHereMigration } from './migrations/ledger/100-members-made-here.ts';
import { durabilityMigration } from './migrations/ledger/200-durability.ts';
import { statementMigration } from './migrations/ledger/210-statement.ts';
import { offerFactsMigration } from './migrations/ledger/120-offer-facts.ts';
import { lotsMigration } from './migrations/ledger/130-lots.ts';
import { codesMigration } from './migrations/ledger/140-codes.ts';
import { standingMigration } from './migrations/ledger/150-standing.ts';
import { proofRefundsMigration } from './migrations/ledger/220-proof-refunds.ts';
import { redeemedMigration } from './migrations/ledger/170-redeemed.ts';
import { givenMigration } from './migrations/ledger/240-given.ts';
import { hqTimeMigration } from './migrations/ledger/250-hq-time.ts';
import { syncMigration } from './migrations/ledger/230-sync.ts';
import { signInAttemptsMigration } from './migrations/ledger/110-sign-in-attempts.ts';

/** The ledger itself, its sums, and rows of this till that must reach the disk at once like it. */
export const ledgerKind: DatabaseKind = {
  name: 'ledger',
  applicationId: 0x56_41_46_4c, // "VAFL"
  migrations: [
    entriesMigration,
    projectionsMigration,
    membersMadeHereMigration,
    signInAttemptsMigration,
    offerFactsMigration,
    lotsMigration,
    codesMigration,
    standingMigration,
    redeemedMigration,
    durabilityMigration,
    statementMigration,
    proofRefundsMigration,
    syncMigration,
    givenMigration,
    hqTimeMigration,
  ],
};
