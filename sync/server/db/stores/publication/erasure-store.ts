/** Orders to delete what names a member, and which tills have done so. */

import { sql } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type ErasureOrder = {
  readonly orderId: string;
  readonly memberRef: string;
  readonly orderedMs: number;
  readonly orderedBy: string;
};

export async function addOrder(transaction: HqTransaction, order: ErasureOrder): Promise<void> {
  await transaction
    .insertInto('erasure_order')
    .values({
      order_id: order.orderId,
      member_ref: order.memberRef,
      ordered_ms: order.orderedMs,
      ordered_by: order.orderedBy,
    })
    .execute();
}

/** The order of each member that was erased. */
export async function ordersOf(
  db: HqDb | HqTransaction,
  memberRefs: readonly string[],
): Promise<ReadonlyMap<string, Uuid>> {
  if (memberRefs.length === 0) return new Map();
  const found = await sql<{ member_ref: string; order_id: string }>`
    SELECT member_ref, order_id FROM erasure_order
    WHERE member_ref = ANY(${[...memberRefs]}::uuid[])`.execute(db);
  return new Map(found.rows.map((row) => [row.member_ref, uuid(row.order_id)]));
}

export async function orderExists(db: HqDb | HqTransaction, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('erasure_order')
    .select('order_id')
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Said again it changes nothing. */
export async function confirmErasure(
  transaction: HqTransaction,
  done: { readonly orderId: string; readonly deviceId: string; readonly doneMs: number },
): Promise<void> {
  await transaction
    .insertInto('erasure_done')
    .values({ order_id: done.orderId, device_id: done.deviceId, done_ms: done.doneMs })
    .onConflict((conflict) => conflict.columns(['order_id', 'device_id']).doNothing())
    .execute();
}

export type ErasureProgress = {
  readonly orderId: string;
  readonly memberRef: string;
  readonly orderedMs: number;
  /** Tills that confirmed. */
  readonly done: readonly string[];
};

/** The newest orders first. */
export async function erasureProgress(db: HqDb, countMax: number): Promise<readonly ErasureProgress[]> {
  const orders = await db
    .selectFrom('erasure_order as o')
    .leftJoin('erasure_done as d', 'd.order_id', 'o.order_id')
    .select([
      'o.order_id',
      'o.member_ref',
      'o.ordered_ms',
      sql<string | null>`STRING_AGG(d.device_id::text, ' ' ORDER BY d.device_id)`.as('done'),
    ])
    .groupBy(['o.order_id', 'o.member_ref', 'o.ordered_ms'])
    .orderBy('o.ordered_ms', 'desc')
    .limit(countMax)
    .execute();
  return orders.map((row) => ({
    orderId: row.order_id,
    memberRef: row.member_ref,
    orderedMs: row.ordered_ms,
    done: row.done === null ? [] : row.done.split(' '),
  }));
}

export async function orderOf(transaction: HqTransaction, memberRef: string): Promise<string | undefined> {
  const row = await transaction
    .selectFrom('erasure_order')
    .select('order_id')
    .where('member_ref', '=', memberRef)
    .executeTakeFirst();
  return row?.order_id;
}

/**
 * Deletes what names the person behind a reference, under all references that mean the same one; answers with those
 * references, none for an unknown one.
 */
export async function eraseRows(transaction: HqTransaction, memberRef: string): Promise<readonly string[]> {
  const found = await sql<{ member_ref: string }>`
    SELECT member_ref FROM member
    WHERE member_ref = ${memberRef} OR merged_into = ${memberRef}
      OR member_ref = (SELECT merged_into FROM member WHERE member_ref = ${memberRef})
      OR merged_into = (SELECT merged_into FROM member WHERE member_ref = ${memberRef})
    ORDER BY member_ref FOR UPDATE`.execute(transaction);
  const memberRefs = found.rows.map((row) => row.member_ref);
  if (memberRefs.length === 0) return [];
  await sql`
    UPDATE member SET state = 'erased', sealed_person = NULL, sealed_key = NULL, phone_index = NULL, traits = '{}'
    WHERE member_ref = ANY(${memberRefs}::uuid[])`.execute(transaction);
  await sql`DELETE FROM card WHERE member_ref = ANY(${memberRefs}::uuid[])`.execute(transaction);
  return memberRefs;
}

/** Sealed records of erased people: those that were here, and those that a till sends once more. */
export async function dropRecordsOfErased(db: HqDb | HqTransaction): Promise<void> {
  await sql`
    DELETE FROM attachment a
    USING erasure_order o JOIN enrolment_record r ON r.member_ref = o.member_ref
    WHERE a.device_id = r.device_id AND a.record_hash = r.record_hash`.execute(db);
  // Nobody is asked for what must not come.
  await sql`
    DELETE FROM missing_attachment a
    USING erasure_order o JOIN enrolment_record r ON r.member_ref = o.member_ref
    WHERE a.device_id = r.device_id AND a.record_hash = r.record_hash`.execute(db);
}

/** Whether a person was erased by a change above this one. */
export async function isAnybodyErasedAfter(transaction: HqTransaction, changed: number): Promise<boolean> {
  const row = await transaction
    .selectFrom('member')
    .select('member_ref')
    .where('changed', '>', changed)
    .where('state', '=', 'erased')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
