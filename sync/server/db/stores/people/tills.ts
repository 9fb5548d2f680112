/** Tills: made by a person at HQ, alive once they joined. */

import type { Selectable } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '#sync/server/db/change-clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';

type TillRow = Selectable<PeopleTables['till']>;

export type Till = {
  readonly deviceId: Uuid;
  readonly storeId: string;
  readonly name: string;
  readonly state: TillRow['state'];
  readonly reason: TillRow['reason'];
  readonly publicKey: Uint8Array | null;
  readonly revokedAtMs: number | null;
  readonly replacedBy: Uuid | null;
  readonly lease: { readonly issuedAtMs: number; readonly expiresAtMs: number } | null;
  readonly app: string | null;
  readonly lastContactAtMs: number | null;
  readonly backlog: number | null;
  readonly oldestUnsentAtMs: number | null;
  readonly clockAheadMs: number | null;
  readonly createdAtMs: number;
  readonly joinedAtMs: number | null;
};

export type NewTill = Pick<Till, 'deviceId' | 'storeId' | 'name' | 'createdAtMs'>;

/** Columns that a change of a till's life may set. */
export type TillChange = Partial<
  Pick<
    TillRow,
    | 'state'
    | 'reason'
    | 'store_id'
    | 'name'
    | 'public_key'
    | 'box_key'
    | 'escrow'
    | 'revoked_ms'
    | 'replaced_by'
    | 'app'
    | 'joined_ms'
  >
>;

export async function insertTill(transaction: HqTransaction, till: NewTill): Promise<void> {
  await transaction
    .insertInto('till')
    .values({
      device_id: till.deviceId,
      store_id: till.storeId,
      name: till.name,
      state: 'waiting',
      created_ms: till.createdAtMs,
    })
    .execute();
}

/** Locks the row. */
export async function lockTill(transaction: HqTransaction, deviceId: Uuid): Promise<Till | undefined> {
  const row = await transaction
    .selectFrom('till')
    .selectAll()
    .where('device_id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
  return row && tillOfRow(row);
}

/** All, by store and name. */
export async function allTills(db: HqDb): Promise<readonly Till[]> {
  const rows = await db
    .selectFrom('till')
    .selectAll()
    .orderBy('store_id')
    .orderBy('name')
    .orderBy('device_id')
    .execute();
  return rows.map(tillOfRow);
}

/** Tills that the given one is to take the place of. Locks the rows. */
export async function lockPredecessors(transaction: HqTransaction, deviceId: Uuid): Promise<readonly Till[]> {
  const rows = await transaction
    .selectFrom('till')
    .selectAll()
    .where('replaced_by', '=', deviceId)
    .orderBy('device_id')
    .forUpdate()
    .execute();
  return rows.map(tillOfRow);
}

/** Numbers the change, so that other tills are told of it. Call it last in a transaction: others wait from here on. */
export async function changeTills(
  transaction: HqTransaction,
  changes: readonly { readonly deviceId: Uuid; readonly set: TillChange }[],
): Promise<void> {
  const changed = await nextChange(transaction, ['chain']);
  for (const { deviceId, set } of changes) {
    await transaction
      .updateTable('till')
      .set({ ...set, changed })
      .where('device_id', '=', deviceId)
      .execute();
  }
}

function tillOfRow(row: TillRow): Till {
  const { lease_issued_ms: issuedAtMs, lease_expires_ms: expiresAtMs } = row;
  return {
    deviceId: uuid(row.device_id),
    storeId: row.store_id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    publicKey: row.public_key,
    revokedAtMs: row.revoked_ms,
    replacedBy: row.replaced_by === null ? null : uuid(row.replaced_by),
    lease: issuedAtMs === null || expiresAtMs === null ? null : { issuedAtMs, expiresAtMs },
    app: row.app,
    lastContactAtMs: row.last_contact_ms,
    backlog: row.backlog,
    oldestUnsentAtMs: row.oldest_unsent_ms,
    clockAheadMs: row.clock_ahead_ms,
    createdAtMs: row.created_ms,
    joinedAtMs: row.joined_ms,
  };
}
