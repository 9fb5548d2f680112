/** What HQ's last word leaves of redemption at this till. */

import type { redemptionLimits } from '#shared/contracts/till/sync-views.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';

export type RedemptionLimit = (typeof redemptionLimits)[number];

/** Null where nothing is limited. `offline` leaves what the limits of a till that is alone leave, the others nothing. */
export function redemptionLimitOf(
  { tillState, reason, lease }: Pick<SyncMemory, 'tillState' | 'reason' | 'lease'>,
  { nowMs, isReachable }: { readonly nowMs: number; readonly isReachable: boolean },
): RedemptionLimit | null {
  if (tillState === 'revoked') return 'revoked';
  if (tillState === 'replaced') return 'replaced';
  if (tillState === 'frozen') return reason ?? 'byHand';
  if (lease !== null && nowMs >= lease.expiresAtMs) return 'leaseOver';
  return isReachable ? null : 'offline';
}
