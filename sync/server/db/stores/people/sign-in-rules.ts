/** What the chain asks of people who sign in at HQ. */

import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

const name = 'secondFactor';

/** Whether administrators and publishers must have a second factor; off until somebody turns it on. */
export async function isFactorRuleOn(db: HqDb): Promise<boolean> {
  const row = await db.selectFrom('sign_in_rule').select('is_on').where('name', '=', name).executeTakeFirst();
  return row?.is_on ?? false;
}

/** False when it was so before. */
export async function putFactorRule(transaction: HqTransaction, isOn: boolean): Promise<boolean> {
  // The row is made where it is missing, so that two who change it at once change it one after the other.
  await transaction
    .insertInto('sign_in_rule')
    .values({ name, is_on: false })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const changed = await transaction
    .updateTable('sign_in_rule')
    .set({ is_on: isOn })
    .where('name', '=', name)
    .where('is_on', '<>', isOn)
    .returning('name')
    .executeTakeFirst();
  return changed !== undefined;
}
