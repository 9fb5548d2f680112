/** Which life of HQ this is: another one after it was set back to an older state of itself. */

import { invariant } from '#shared/kernel/invariant.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** As it is now: another process may have changed it since this one started. */
export async function readHqEpoch(db: HqDb | HqTransaction): Promise<Uuid> {
  const row = await db.selectFrom('hq_meta').select('value').where('name', '=', 'hqEpoch').executeTakeFirst();
  invariant(row !== undefined, 'an HQ has an epoch');
  return uuid(row.value);
}

/** The epoch, and the newest number of a change in it. */
export async function readHqCursor(
  db: HqDb | HqTransaction,
): Promise<{ readonly hqEpoch: Uuid; readonly newest: number }> {
  const row = await db
    .selectFrom('change_clock')
    .innerJoin('hq_meta', (join) => join.on('hq_meta.name', '=', 'hqEpoch'))
    .select(['change_clock.n', 'hq_meta.value'])
    .where('change_clock.id', '=', 1)
    .executeTakeFirst();
  invariant(row !== undefined, 'an HQ has an epoch and a change clock');
  return { hqEpoch: uuid(row.value), newest: row.n };
}

/** Answers whether it was changed: of all who saw the same epoch end, one changes it. */
export async function changeHqEpoch(
  transaction: HqTransaction,
  { from, to }: { readonly from: Uuid; readonly to: Uuid },
): Promise<boolean> {
  const result = await transaction
    .updateTable('hq_meta')
    .set({ value: to })
    .where('name', '=', 'hqEpoch')
    .where('value', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
