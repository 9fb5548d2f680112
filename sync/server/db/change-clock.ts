/**
 * Numbers the changes that are published. The row stays locked until the transaction ends, so changes become visible in
 * the order of their numbers: whoever has seen n misses nothing that is numbered below it.
 */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb, HqTransaction } from './hq-tables.ts';

/**
 * What is published, by how pulls read it. `memberAtOnce` comes with `member`: holds, merges and erasures, which tills
 * must not learn of later than they can.
 */
export const changeAreas = ['chain', 'ruleSet', 'product', 'offerUse', 'member', 'memberAtOnce'] as const;
export type ChangeArea = (typeof changeAreas)[number];

/** Areas whose changes tills pull at once. The others are figures: they change with every sale, and wait a little. */
export const urgentAreas: readonly ChangeArea[] = ['chain', 'ruleSet', 'product', 'memberAtOnce'];

/**
 * The next number: microseconds since 1970 as the database's clock has them, or one more than the last. Call it last in
 * a transaction, just before the rows that carry it are written: everybody else waits for the commit from here on.
 * A pull reads no area that is not named, each of them once.
 */
export async function nextChange(
  transaction: HqTransaction,
  areas: readonly [ChangeArea, ...ChangeArea[]],
): Promise<number> {
  // It never steps back, not even behind a restored copy that ran ahead.
  const made = await sql<{ n: number }>`
    WITH clock AS (
      UPDATE change_clock
      SET n = GREATEST(n + 1, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT)
      WHERE id = 1
      RETURNING n
    ), marked AS (
      INSERT INTO change_area (area, changed)
      SELECT area, n FROM clock, UNNEST(${[...areas]}::TEXT[]) AS area
      ON CONFLICT (area) DO UPDATE SET changed = excluded.changed
    )
    INSERT INTO change_made (n) SELECT n FROM clock RETURNING n`.execute(transaction);
  const [row] = made.rows;
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

const microsecondsADay = 86_400_000_000;
/** A till that was away for longer begins with a snapshot. */
const changesKeptDays = 180;

export async function forgetOldChanges(db: HqDb): Promise<void> {
  const oldest = (await newestChange(db)) - changesKeptDays * microsecondsADay;
  await db.deleteFrom('change_made').where('n', '<', oldest).execute();
}
