/** The chain's stores. */

import type { Selectable } from 'kysely';
import { nextChange } from '#sync/server/db/change-clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';

export type StoreRow = Omit<Selectable<PeopleTables['store']>, 'changed'>;

const columns = ['store_id', 'name_fa', 'name_en', 'currency', 'time_zone', 'day_starts_at_hour'] as const;

/** False when a store has this id already. Call it last in a transaction. */
export async function insertStore(transaction: HqTransaction, store: StoreRow): Promise<boolean> {
  const changed = await nextChange(transaction, ['chain']);
  const inserted = await transaction
    .insertInto('store')
    .values({ ...store, changed })
    .onConflict((conflict) => conflict.column('store_id').doNothing())
    .returning('store_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** False when there is no such store. Call it last in a transaction. */
export async function updateStore(
  transaction: HqTransaction,
  { store_id: storeId, ...values }: StoreRow,
): Promise<boolean> {
  const changed = await nextChange(transaction, ['chain']);
  const updated = await transaction
    .updateTable('store')
    .set({ ...values, changed })
    .where('store_id', '=', storeId)
    .returning('store_id')
    .executeTakeFirst();
  return updated !== undefined;
}

export async function storeById(db: HqDb, storeId: string): Promise<StoreRow | undefined> {
  return db.selectFrom('store').select(columns).where('store_id', '=', storeId).executeTakeFirst();
}

export async function allStores(db: HqDb): Promise<readonly StoreRow[]> {
  return db.selectFrom('store').select(columns).orderBy('store_id').execute();
}
