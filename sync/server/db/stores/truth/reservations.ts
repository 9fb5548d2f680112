/** Value that is kept for an entry that a till is about to book. */

import { sql } from 'kysely';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type ReservationRow = {
  readonly opKey: Uint8Array;
  readonly reservationId: Uuid;
  readonly deviceId: Uuid;
  readonly memberRef: Uuid;
  readonly holderRef: Uuid;
  readonly means: 'points' | 'wallet';
  readonly amount: number;
  readonly madeMs: number;
  readonly expiresMs: number;
  readonly state: 'open' | 'booked' | 'released';
};

/** All parts of one operation. */
export async function reservationsOf(
  transaction: HqTransaction,
  opKey: Uint8Array,
): Promise<readonly ReservationRow[]> {
  const rows = await transaction
    .selectFrom('reservation')
    .select([
      'op_key',
      'reservation_id',
      'device_id',
      'member_ref',
      'holder_ref',
      'means',
      'amount',
      'made_ms',
      'expires_ms',
      'state',
    ])
    .where('op_key', '=', opKey)
    .orderBy('holder_ref')
    .orderBy('means')
    .execute();
  return rows.map((row) => ({
    opKey: row.op_key,
    // Written by this program from checked ids.
    reservationId: row.reservation_id as Uuid,
    deviceId: row.device_id as Uuid,
    memberRef: row.member_ref as Uuid,
    holderRef: row.holder_ref as Uuid,
    means: row.means,
    amount: row.amount,
    madeMs: row.made_ms,
    expiresMs: row.expires_ms,
    state: row.state,
  }));
}

/** A part that is there already is open again, with the new end. */
export async function putReservations(
  transaction: HqTransaction,
  rows: readonly ReservationRow[],
): Promise<void> {
  for (const row of rows) {
    await transaction
      .insertInto('reservation')
      .values({
        op_key: row.opKey,
        reservation_id: row.reservationId,
        device_id: row.deviceId,
        member_ref: row.memberRef,
        holder_ref: row.holderRef,
        means: row.means,
        amount: row.amount,
        made_ms: row.madeMs,
        expires_ms: row.expiresMs,
        state: row.state,
      })
      .onConflict((conflict) =>
        conflict.columns(['holder_ref', 'op_key', 'means']).doUpdateSet({
          reservation_id: row.reservationId,
          device_id: row.deviceId,
          member_ref: row.memberRef,
          amount: row.amount,
          made_ms: row.madeMs,
          expires_ms: row.expiresMs,
          state: row.state,
        }),
      )
      .execute();
  }
}

export async function releaseReservation(
  transaction: HqTransaction,
  released: { readonly opKey: Uint8Array; readonly deviceId: Uuid },
): Promise<void> {
  await transaction
    .updateTable('reservation')
    .set({ state: 'released' })
    .where('op_key', '=', released.opKey)
    .where('device_id', '=', released.deviceId)
    .where('state', '=', 'open')
    .execute();
}

/** The entries that these were made for are counted. */
export async function bookReservations(
  transaction: HqTransaction,
  opKeys: readonly Uint8Array[],
): Promise<void> {
  if (opKeys.length === 0) return;
  await transaction
    .updateTable('reservation')
    .set({ state: 'booked' })
    .where('op_key', 'in', [...opKeys])
    .execute();
}

export type ReservedSum = {
  readonly holderRef: Uuid;
  readonly means: 'points' | 'wallet';
  readonly amount: bigint;
};

/** What is kept of these holders' value and has not expired, but for the operation itself. */
export async function reservedOf(
  transaction: HqTransaction,
  {
    holderRefs,
    nowMs,
    exceptOpKey,
  }: { readonly holderRefs: readonly Uuid[]; readonly nowMs: number; readonly exceptOpKey: Uint8Array },
): Promise<readonly ReservedSum[]> {
  const found = await sql<{ holder_ref: Uuid; means: 'points' | 'wallet'; amount: string }>`
    SELECT holder_ref, means, SUM(amount) AS amount FROM reservation
    WHERE holder_ref = ANY(${[...holderRefs]}::UUID[]) AND state = 'open' AND expires_ms > ${nowMs}::BIGINT
      AND op_key <> ${exceptOpKey}
    GROUP BY holder_ref, means`.execute(transaction);
  return found.rows.map((row) => ({
    holderRef: row.holder_ref,
    means: row.means,
    amount: BigInt(row.amount),
  }));
}

export type HolderRow = {
  readonly memberRef: Uuid;
  readonly state: 'active' | 'merged' | 'erased';
  /** Of the member, or of a reference that means it. */
  readonly hold: string | null;
};

/** The rows of these members, locked in one order until the transaction ends: nobody else reserves of them meanwhile. */
export async function lockHolders(
  transaction: HqTransaction,
  memberRefs: readonly Uuid[],
): Promise<readonly HolderRow[]> {
  const found = await sql<{ member_ref: Uuid; state: HolderRow['state']; hold: string | null }>`
    SELECT m.member_ref, m.state, COALESCE(m.hold, (
      SELECT MIN(a.hold) FROM member a WHERE a.merged_into = m.member_ref
    )) AS hold
    FROM member m WHERE m.member_ref = ANY(${[...memberRefs]}::UUID[])
    ORDER BY m.member_ref FOR UPDATE OF m`.execute(transaction);
  return found.rows.map((row) => ({ memberRef: row.member_ref, state: row.state, hold: row.hold }));
}
