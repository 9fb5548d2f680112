/** A till as its signed requests need it. */

import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';

export type SigningTill = {
  readonly deviceId: Uuid;
  readonly storeId: string;
  readonly name: string;
  readonly state: 'active' | 'frozen' | 'revoked' | 'replaced';
  readonly reason: 'fork' | 'byHand' | 'replaced' | null;
  /** Ed25519, 32 raw bytes. */
  readonly publicKey: Uint8Array;
  /** X25519, 32 raw bytes. */
  readonly boxKey: Uint8Array;
  /** From this instant on it is not believed any more. */
  readonly revokedAtMs: EpochMs | null;
};

/** `undefined` for a device that nobody knows, or that has not joined yet. */
export async function signingTill(db: HqDb, deviceId: Uuid): Promise<SigningTill | undefined> {
  const row = await db
    .selectFrom('till')
    .select(['store_id', 'name', 'state', 'reason', 'public_key', 'box_key', 'revoked_ms'])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (row === undefined || row.state === 'waiting' || !row.public_key || !row.box_key) return undefined;
  return {
    deviceId: uuid(deviceId),
    storeId: row.store_id,
    name: row.name,
    state: row.state,
    reason: row.reason,
    publicKey: row.public_key,
    boxKey: row.box_key,
    revokedAtMs: row.revoked_ms === null ? null : epochMs(row.revoked_ms),
  };
}
