/** Nothing is made or lost: what every till posted adds up to zero, and what members hold is what was posted to them. */

import type { TruthChecks } from '#shared/contracts/hq/admin-truth.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { purseSums, unitSums } from '../db/stores/truth/conservation.ts';

/** Changes nothing. Between two entries the sums always agree: HQ counts an entry whole or not at all. */
export async function checkConservation(db: HqDb | HqTransaction): Promise<TruthChecks> {
  const units = await unitSums(db);
  const purses = await purseSums(db);
  const isSound =
    units.every(({ sum }) => sum === '0') &&
    purses.every(({ byAccounts, byMembers, byLots }) => byAccounts === byMembers && byMembers === byLots);
  return { isSound, units: [...units], purses: [...purses] };
}
