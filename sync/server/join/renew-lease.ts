/** Renews a till's lease at each contact. Its own signature is enough, however long ago the lease before ended. */

import { z } from 'zod';
import type { Lease } from '#shared/contracts/sync/sync-schemas.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { leaseFacts, putLease } from '../db/stores/people/leases.ts';

const dayMs = 86_400_000;
export const leaseDaysDefault = 90;
/** A till that was joined by somebody who should not have gets no further than this without being seen again. */
export const firstLeaseMs = dayMs;

const leaseSettings = z.object({ leaseDays: z.int().min(1).max(3650) });

/**
 * Null for a till that was revoked or replaced: what it has then runs out. Call it within the transaction of the contact.
 */
export async function renewLease(
  transaction: HqTransaction,
  deviceId: Uuid,
  nowMs: EpochMs,
): Promise<Lease | null> {
  const facts = await leaseFacts(transaction, deviceId);
  if (facts === undefined || facts.joinedAtMs === null) return null;
  if (facts.state !== 'active' && facts.state !== 'frozen') return null;
  const isNew = nowMs - facts.joinedAtMs < firstLeaseMs;
  const lengthMs = isNew ? firstLeaseMs : leaseDays(facts.settings) * dayMs;
  const lease = { issuedAtMs: nowMs, expiresAtMs: epochMs(nowMs + lengthMs) };
  await putLease(transaction, deviceId, lease);
  return lease;
}

/** Settings without a usable number of days leave it at the default: a till must not lose its lease by a slip at HQ. */
function leaseDays(settings: string | null): number {
  if (settings === null) return leaseDaysDefault;
  const parsed = leaseSettings.safeParse(JSON.parse(settings));
  return parsed.success ? parsed.data.leaseDays : leaseDaysDefault;
}
