/** HQ as a device that books entries of its own. */

import type { Clock } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** Made the first time that HQ books something, the same for ever. */
export async function ensureHqDevice(
  transaction: HqTransaction,
  { clock, randomBytes }: { readonly clock: Clock; readonly randomBytes: RandomBytes },
): Promise<DeviceId> {
  const value = uuidV7(clock.nowMs(), randomBytes(10));
  await transaction
    .insertInto('hq_meta')
    .values({ name: 'hqDeviceId', value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await transaction
    .selectFrom('hq_meta')
    .select('value')
    .where('name', '=', 'hqDeviceId')
    .executeTakeFirst();
  invariant(row !== undefined, 'HQ has a device id once it was made');
  return uuid(row.value);
}

/** Of HQ's newest entry; 0 before the first. */
export async function newestHlcMs(db: HqDb | HqTransaction, deviceId: DeviceId): Promise<number> {
  const row = await db
    .selectFrom('entry')
    .select('hlc_ms')
    .where('device_id', '=', deviceId)
    .orderBy('epoch', 'desc')
    .orderBy('branch', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.hlc_ms ?? 0;
}

export type StoreOfChain = {
  readonly storeId: string;
  readonly currency: string;
  readonly timeZone: string;
};

export async function storesOfChain(db: HqDb | HqTransaction): Promise<readonly StoreOfChain[]> {
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'currency', 'time_zone'])
    .orderBy('store_id')
    .execute();
  return rows.map((row) => ({
    storeId: row.store_id,
    currency: row.currency,
    timeZone: row.time_zone,
  }));
}
