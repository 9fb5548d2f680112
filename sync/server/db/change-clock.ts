/**
 * Numbers the changes that are published. The row stays locked until the transaction ends, so changes become visible in
 * the order of their numbers: whoever has seen n misses nothing that is numbered below it.
 */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb, HqTransaction } from './hq-tables.ts';

/**
 * The next number: microseconds since 1970 as the database's clock has them, or one more than the last. Call it last in
 * a transaction, just before the rows that carry it are written: everybody else waits for the commit from here on.
 */
export async function nextChange(transaction: HqTransaction): Promise<number> {
  const row = await transaction
    .updateTable('change_clock')
    .set({
      // It never steps back, not even behind a restored copy that ran ahead.
      n: sql<number>`GREATEST(n + 1, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT)`,
    })
    .where('id', '=', 1)
    .returning('n')
    .executeTakeFirst();
  invariant(row !== undefined, 'the change clock has its row');
  return row.n;
}

/** Waits for whoever has a number and lets nobody have the next one until the transaction ends. */
export async function holdChanges(transaction: HqTransaction): Promise<void> {
  await transaction.selectFrom('change_clock').select('n').where('id', '=', 1).forUpdate().execute();
}

/** The newest number that is committed, 0 before the first. */
export async function newestChange(db: HqDb): Promise<number> {
  const row = await db.selectFrom('change_clock').select('n').where('id', '=', 1).executeTakeFirst();
  invariant(row !== undefined, 'the change clock has its row');
  return row.n;
}
