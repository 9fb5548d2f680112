/** The lease of a till: until when it may redeem and keep members' names without being seen. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';

export type LeaseFacts = {
  readonly state: PeopleTables['till']['state'];
  readonly joinedAtMs: number | null;
  /** The owner's document `settings` as JSON text; null while there is none. */
  readonly settings: string | null;
};

export async function leaseFacts(
  transaction: HqTransaction,
  deviceId: Uuid,
): Promise<LeaseFacts | undefined> {
  const found = await transaction
    .selectFrom('till')
    .select((columns) => [
      'state',
      'joined_ms',
      columns.selectFrom('document').select('body').where('name', '=', 'settings').as('settings'),
    ])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  return { state: found.state, joinedAtMs: found.joined_ms, settings: found.settings };
}

/**
 * Whether the till may take value that is not its own. Whoever freezes or revokes it waits until the transaction ends, or
 * this waits for them: nothing is promised to a till after it was stopped.
 */
export async function mayRedeem(
  transaction: HqTransaction,
  { deviceId, nowMs }: { readonly deviceId: Uuid; readonly nowMs: EpochMs },
): Promise<boolean> {
  const till = await transaction
    .selectFrom('till')
    .select(['state', 'lease_expires_ms'])
    .where('device_id', '=', deviceId)
    .forShare()
    .executeTakeFirst();
  // Without a lease it has joined a moment ago and is about to be given its first one.
  return till?.state === 'active' && (till.lease_expires_ms ?? nowMs + 1) > nowMs;
}

export async function putLease(
  transaction: HqTransaction,
  deviceId: Uuid,
  lease: { readonly issuedAtMs: EpochMs; readonly expiresAtMs: EpochMs },
): Promise<void> {
  await transaction
    .updateTable('till')
    .set({ lease_issued_ms: lease.issuedAtMs, lease_expires_ms: lease.expiresAtMs })
    .where('device_id', '=', deviceId)
    .execute();
}
