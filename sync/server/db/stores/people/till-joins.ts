/** Requests of new tills to join. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Selectable } from 'kysely';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';

export type TillJoin = {
  readonly joinId: Uuid;
  readonly deviceId: Uuid;
  readonly codeHash: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly boxKey: Uint8Array;
  readonly escrow: Uint8Array | null;
  readonly fingerprint: string;
  readonly app: string;
  readonly state: 'waiting' | 'approved' | 'refused' | 'expired';
  readonly askedAtMs: number;
};

export type Decision = {
  readonly state: 'approved' | 'refused' | 'expired';
  readonly atMs: EpochMs;
  readonly accountId: Uuid | null;
};

export async function insertJoin(transaction: HqTransaction, join: TillJoin): Promise<void> {
  await transaction
    .insertInto('till_join')
    .values({
      join_id: join.joinId,
      device_id: join.deviceId,
      code_hash: join.codeHash,
      public_key: join.publicKey,
      box_key: join.boxKey,
      escrow: join.escrow,
      fingerprint: join.fingerprint,
      app: join.app,
      state: join.state,
      asked_ms: join.askedAtMs,
      decided_ms: null,
      decided_by: null,
    })
    .execute();
}

/** The one request that used a code. */
export async function joinOfCode(db: HqDb, codeHash: Uint8Array): Promise<TillJoin | undefined> {
  const row = await db
    .selectFrom('till_join')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return row && joinOf(row);
}

export async function joinById(db: HqDb, joinId: Uuid): Promise<TillJoin | undefined> {
  const row = await db.selectFrom('till_join').selectAll().where('join_id', '=', joinId).executeTakeFirst();
  return row && joinOf(row);
}

/** Locks the row. */
export async function lockJoin(transaction: HqTransaction, joinId: Uuid): Promise<TillJoin | undefined> {
  const row = await transaction
    .selectFrom('till_join')
    .selectAll()
    .where('join_id', '=', joinId)
    .forUpdate()
    .executeTakeFirst();
  return row && joinOf(row);
}

/** Those that wait for a person, the oldest first; at most 500. */
export async function waitingJoins(db: HqDb, askedAfterMs: number): Promise<readonly TillJoin[]> {
  const rows = await db
    .selectFrom('till_join')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('asked_ms', '>', askedAfterMs)
    .orderBy('asked_ms')
    .orderBy('join_id')
    .limit(500)
    .execute();
  return rows.map(joinOf);
}

export async function decideJoin(
  transaction: HqTransaction,
  joinId: Uuid,
  decision: Decision,
): Promise<void> {
  await transaction
    .updateTable('till_join')
    .set({ state: decision.state, decided_ms: decision.atMs, decided_by: decision.accountId })
    .where('join_id', '=', joinId)
    .execute();
}

/** All that still wait for the same till. */
export async function decideWaitingJoins(
  transaction: HqTransaction,
  deviceId: Uuid,
  decision: Decision,
): Promise<void> {
  await transaction
    .updateTable('till_join')
    .set({ state: decision.state, decided_ms: decision.atMs, decided_by: decision.accountId })
    .where('device_id', '=', deviceId)
    .where('state', '=', 'waiting')
    .execute();
}

function joinOf(row: Selectable<PeopleTables['till_join']>): TillJoin {
  return {
    joinId: uuid(row.join_id),
    deviceId: uuid(row.device_id),
    codeHash: row.code_hash,
    publicKey: row.public_key,
    boxKey: row.box_key,
    escrow: row.escrow,
    fingerprint: row.fingerprint,
    app: row.app,
    state: row.state,
    askedAtMs: row.asked_ms,
  };
}
