/** Whose turn it is to count entries, and which entries are to be counted. */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import { broughtDeviceId } from '../publication/brought-store.ts';

export type ChainToCount = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly branch: number;
  /** Everything up to here is counted. */
  readonly afterSeq: number;
};

/** Entries of one chain that were counted together. */
export type CountedRange = Omit<ChainToCount, 'afterSeq'> & {
  readonly fromSeq: number;
  readonly toSeq: number;
};

/** Everybody else who counts waits from here until this transaction ends. Answers with the number of the turn. */
export async function takeTurn(transaction: HqTransaction): Promise<number> {
  const row = await transaction
    .updateTable('truth_turn')
    .set({ n: sql<number>`n + 1` })
    .where('id', '=', 1)
    .returning('n')
    .executeTakeFirst();
  invariant(row !== undefined, 'the turn of counting has its row');
  return row.n;
}

export async function noteCounted(
  transaction: HqTransaction,
  n: number,
  ranges: readonly CountedRange[],
): Promise<void> {
  if (ranges.length === 0) return;
  await transaction
    .insertInto('truth_log')
    .values(
      ranges.map(({ deviceId, epoch, branch, fromSeq, toSeq }, place) => ({
        n,
        place,
        device_id: deviceId,
        epoch,
        branch,
        from_seq: fromSeq,
        to_seq: toSeq,
      })),
    )
    .execute();
}

/** The number of the newest turn that counted something, 0 before the first. */
export async function newestTurn(db: HqDb | HqTransaction): Promise<number> {
  const row = await db
    .selectFrom('truth_log')
    .select(({ fn }) => fn.max<number | null>('n').as('n'))
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** The turns after `afterN` with their ranges, in order; whole turns, at least one where there is one. */
export async function turnsAfter(
  db: HqDb | HqTransaction,
  afterN: number,
): Promise<{ readonly n: number; readonly ranges: readonly CountedRange[] } | undefined> {
  const rows = await db
    .selectFrom('truth_log')
    .select(['n', 'device_id', 'epoch', 'branch', 'from_seq', 'to_seq'])
    .where('n', '=', (next) =>
      next
        .selectFrom('truth_log')
        .select((select) => select.fn.min('n').as('n'))
        .where('n', '>', afterN),
    )
    .orderBy('place')
    .execute();
  const n = rows[0]?.n;
  if (n === undefined) return undefined;
  return {
    n,
    ranges: rows.map((row) => ({
      deviceId: uuid(row.device_id),
      epoch: row.epoch,
      branch: row.branch,
      fromSeq: row.from_seq,
      toSeq: row.to_seq,
    })),
  };
}

/**
 * Deletes everything that the log and the segments make again; what members brought along has no segments and stays.
 * Readers go on with what was there until the transaction ends.
 */
export async function forgetCounted(transaction: HqTransaction): Promise<void> {
  await sql`DELETE FROM entry`.execute(transaction);
  await sql`DELETE FROM operation`.execute(transaction);
  await sql`DELETE FROM member_entry`.execute(transaction);
  for (const table of summedTables) {
    await sql`DELETE FROM ${sql.table(table)} WHERE device_id <> ${broughtDeviceId}::UUID`.execute(
      transaction,
    );
  }
  await sql`
    DELETE FROM lot l WHERE NOT EXISTS (
      SELECT FROM lot_sum s
      WHERE s.member_ref = l.member_ref AND s.lot_entry_id = l.lot_entry_id AND s.lot_line = l.lot_line
    )`.execute(transaction);
  for (const table of ['refund_line', 'code', 'code_use']) {
    await sql`DELETE FROM ${sql.table(table)}`.execute(transaction);
  }
}

/** Added up by device; rows of the device that stands for what was brought along are no part of the segments. */
export const summedTables = [
  'account_sum',
  'member_sum',
  'lot_sum',
  'member_day',
  'member_use',
  'member_stamp',
  'member_visit',
  'offer_use',
] as const;

/** Everything that the log and the segments make again. */
export const countedTables = [
  'entry',
  'operation',
  'member_entry',
  ...summedTables,
  'lot',
  'refund_line',
  'code',
  'code_use',
] as const;
