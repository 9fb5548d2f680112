/** Products that are sold. */

import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export async function allProductIds(db: HqDb | HqTransaction): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('product')
    .select('product_id')
    .where('body', 'is not', null)
    .orderBy('product_id')
    .execute();
  return rows.map((row) => row.product_id);
}
