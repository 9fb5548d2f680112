/** What a person at a new till reads to know where it will belong. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type TillPlace = {
  readonly tillName: string;
  readonly storeName: { readonly fa: string; readonly en: string };
  /** The chain's document as JSON text; null while there is none. */
  readonly chain: string | null;
};

export async function tillPlace(db: HqDb, deviceId: Uuid): Promise<TillPlace> {
  const row = await db
    .selectFrom('till')
    .innerJoin('store', 'store.store_id', 'till.store_id')
    .select(['till.name', 'store.name_fa', 'store.name_en'])
    .where('till.device_id', '=', deviceId)
    .executeTakeFirst();
  invariant(row !== undefined, 'a till stands in a store');
  const chain = await db.selectFrom('document').select('body').where('name', '=', 'chain').executeTakeFirst();
  return {
    tillName: row.name,
    storeName: { fa: row.name_fa, en: row.name_en },
    chain: chain?.body ?? null,
  };
}
