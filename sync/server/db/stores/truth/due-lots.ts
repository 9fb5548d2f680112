/** Whose lots are to be looked at, and whether HQ's day can be believed. */

import { sql } from 'kysely';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** Up to `membersMax` of those whose day has come, taken off the list; nobody else takes them meanwhile. */
export async function takeDue(
  transaction: HqTransaction,
  today: IsoDate,
  rowsMax: number,
): Promise<readonly Uuid[]> {
  const found = await sql<{ member_ref: Uuid }>`
    DELETE FROM lot_due WHERE (day, member_ref) IN (
      SELECT day, member_ref FROM lot_due WHERE day <= ${today}
      ORDER BY day, member_ref LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED
    ) RETURNING member_ref`.execute(transaction);
  return [...new Set(found.rows.map((row) => row.member_ref))].toSorted();
}

/**
 * The newest instant by the clocks of tills of which HQ counted entries, but for those that stand past `notAfterMs`: one
 * till in a year to come says nothing about today. `undefined` before the first.
 */
export async function newestWallMs(
  db: HqDb | HqTransaction,
  { exceptDevice, notAfterMs }: { readonly exceptDevice: string | null; readonly notAfterMs: number },
): Promise<number | undefined> {
  const found = await sql<{ newest: number | null }>`
    SELECT MAX(e.wall_ms) AS newest FROM chain_head h
    JOIN entry e ON e.device_id = h.device_id AND e.epoch = h.epoch AND e.branch = h.branch AND e.seq = h.projected_seq
    WHERE h.device_id <> ${exceptDevice ?? '00000000-0000-0000-0000-000000000000'}::UUID
      AND e.wall_ms <= ${notAfterMs}::BIGINT`.execute(db);
  return found.rows[0]?.newest ?? undefined;
}

/**
 * Puts everybody on the list whose points end with the programme, or because they bought nothing since `quietSince`:
 * once a day, by whoever is first. False when it was done before.
 */
export async function listForDay(
  transaction: HqTransaction,
  today: IsoDate,
  ended: { readonly isClosedOut: boolean; readonly quietSince: IsoDate | null },
): Promise<boolean> {
  const first = await sql<{ value: string }>`
    INSERT INTO hq_meta AS m (name, value) VALUES ('lotsListedOn', ${today})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE m.value < excluded.value
    RETURNING value`.execute(transaction);
  if (first.rows.length === 0) return false;
  if (!ended.isClosedOut && ended.quietSince === null) return true;
  await sql`
    INSERT INTO lot_due (day, member_ref)
    SELECT ${today}, s.member_ref FROM (
      SELECT member_ref FROM member_sum GROUP BY member_ref HAVING SUM(points) > 0 OR SUM(points_pending) > 0
    ) s
    WHERE ${ended.isClosedOut} OR NOT EXISTS (
      SELECT FROM member_day d WHERE d.member_ref = s.member_ref AND d.day > ${ended.quietSince ?? today} AND d.visits > 0
    )
    ON CONFLICT (day, member_ref) DO NOTHING`.execute(transaction);
  return true;
}
