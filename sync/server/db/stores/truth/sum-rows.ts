/** Adds to the tables of sums, many rows at once. */

import { sql } from 'kysely';
import { sumTables } from '#sync/server/truth/batch-sums.ts';
import type { LotRow, SumRow, SumTable } from '#sync/server/truth/batch-sums.ts';
import type { MemberEntryRow } from '#sync/server/truth/member-entry-rows.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

/** All but the uses of offers, whose rows carry the number of the change: see `addOfferUses`. */
export async function addSums(
  transaction: HqTransaction,
  sums: ReadonlyMap<SumTable, readonly SumRow[]>,
): Promise<void> {
  for (const [table, rows] of inOneOrder(sums)) {
    if (table !== 'offer_use') await addRows(transaction, table, rows);
  }
}

/** `changed` is of the change clock. */
export async function addOfferUses(
  transaction: HqTransaction,
  rows: readonly SumRow[],
  changed: number,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO offer_use AS t (offer_id, store_id, device_id, day, uses, cost_minor, changed)
    SELECT offer_id, store_id, device_id, day, uses, cost_minor, ${changed}::BIGINT
    FROM json_populate_recordset(NULL::offer_use, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (offer_id, store_id, device_id, day) DO UPDATE
    SET uses = t.uses + excluded.uses, cost_minor = t.cost_minor + excluded.cost_minor, changed = excluded.changed`.execute(
    transaction,
  );
}

/** The terms of a lot that was a stub are known from now on. */
export async function addLots(transaction: HqTransaction, rows: readonly LotRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO lot AS t (member_ref, lot_entry_id, lot_line, unit, origin, made_on, release_on, expires_on, is_stub)
    SELECT member_ref, lot_entry_id, lot_line, unit, origin, made_on, release_on, expires_on, is_stub
    FROM json_populate_recordset(NULL::lot, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (member_ref, lot_entry_id, lot_line) DO UPDATE
    SET unit = excluded.unit, origin = excluded.origin, made_on = excluded.made_on,
      release_on = excluded.release_on, expires_on = excluded.expires_on, is_stub = FALSE
    WHERE t.is_stub AND NOT excluded.is_stub`.execute(transaction);
}

export type VisitRow = {
  readonly member_ref: string;
  readonly entry_id: string;
  readonly device_id: string;
  readonly at_ms: number;
  readonly store_id: string;
  readonly paid_minor: number;
  readonly points_earned: number;
};

export async function addVisits(transaction: HqTransaction, rows: readonly VisitRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO member_visit (member_ref, entry_id, device_id, at_ms, store_id, paid_minor, points_earned)
    SELECT member_ref, entry_id, device_id, at_ms, store_id, paid_minor, points_earned
    FROM json_populate_recordset(NULL::member_visit, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (member_ref, entry_id) DO NOTHING`.execute(transaction);
}

/** What each entry changed of what members hold. */
export async function addMemberEntries(
  transaction: HqTransaction,
  rows: readonly MemberEntryRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO member_entry (member_ref, hlc_ms, device_id, epoch, branch, seq, points, points_pending, wallet_minor,
      wallet_pending_minor)
    SELECT member_ref, hlc_ms, device_id, epoch, branch, seq, points, points_pending, wallet_minor, wallet_pending_minor
    FROM json_populate_recordset(NULL::member_entry, ${JSON.stringify(rows)}::JSON)`.execute(transaction);
}

/** Days on which a member's lots are to be looked at. */
export async function addDueDays(
  transaction: HqTransaction,
  rows: readonly { readonly day: string; readonly member_ref: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO lot_due (day, member_ref)
    SELECT day, member_ref FROM json_populate_recordset(NULL::lot_due, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (day, member_ref) DO NOTHING`.execute(transaction);
}

async function addRows(transaction: HqTransaction, table: SumTable, rows: readonly SumRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { key, counted } = sumTables[table];
  const columns = sql.join([...key, ...counted].map((column) => sql.ref(column)));
  const added = sql.join(
    counted.map(
      (column) => sql`${sql.ref(column)} = ${sql.ref(`t.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
    ),
  );
  await sql`
    INSERT INTO ${sql.table(table)} AS t (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::JSON)
    ON CONFLICT (${sql.join(key.map((column) => sql.ref(column)))}) DO UPDATE SET ${added}`.execute(
    transaction,
  );
}

/** Everybody writes the tables in one order. */
function inOneOrder(
  sums: ReadonlyMap<SumTable, readonly SumRow[]>,
): readonly (readonly [SumTable, readonly SumRow[]])[] {
  return tablesInOrder.map((table) => [table, sums.get(table) ?? []]);
}

const tablesInOrder: readonly SumTable[] = [
  'account_sum',
  'member_sum',
  'lot_sum',
  'member_day',
  'member_use',
  'member_stamp',
];
