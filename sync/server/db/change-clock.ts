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
  // It never steps back, not even behind a restored copy that ran ahead.
  const made = await sql<{ n: number }>`
    WITH clock AS (
      UPDATE change_clock
      SET n = GREATEST(n + 1, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT)
      WHERE id = 1
      RETURNING n
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

/**
 * Whether this database gave the number out. One that was set back without being told may be past a number that it never
 * gave: whoever comes with that has seen what is gone.
 */
export async function isChangeMade(db: HqDb | HqTransaction, n: number): Promise<boolean> {
  if (n === 0) return true;
  const row = await db.selectFrom('change_made').select('n').where('n', '=', n).executeTakeFirst();
  return row !== undefined;
}

const microsecondsADay = 86_400_000_000;
/** A till that was away for longer begins with a snapshot. */
const changesKeptDays = 180;

export async function forgetOldChanges(db: HqDb): Promise<void> {
  const oldest = (await newestChange(db)) - changesKeptDays * microsecondsADay;
  await db.deleteFrom('change_made').where('n', '<', oldest).execute();
}
