/** What HQ's last word leaves of redemption at this till. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { redemptionLimits } from '#shared/contracts/till/sync-views.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';
import type { SyncLine } from './sync-line.ts';

export type RedemptionLimit = (typeof redemptionLimits)[number];

/** Null where nothing is limited. `offline` leaves what the limits of a till that is alone leave, the others nothing. */
export function redemptionLimitOf(
  { tillState, reason, lease }: Pick<SyncMemory, 'tillState' | 'reason' | 'lease'>,
  { hqNowMs, isReachable }: { readonly hqNowMs: number; readonly isReachable: boolean },
): RedemptionLimit | null {
  if (tillState === 'revoked') return 'revoked';
  if (tillState === 'replaced') return 'replaced';
  if (tillState === 'frozen') return reason ?? 'byHand';
  if (lease !== null && hqNowMs >= lease.expiresAtMs) return 'leaseOver';
  return isReachable ? null : 'offline';
}

export type RedemptionStop = () => AppError<'redemption_not_allowed'> | null;

/** Why nothing may be taken from any member here; null while HQ lets it be, and at a till that belongs to no HQ. */
export function createRedemptionStop(
  line: Pick<SyncLine, 'isJoined' | 'isReachable' | 'memory' | 'hqNowMs'>,
): RedemptionStop {
  return () => {
    if (!line.isJoined()) return null;
    const limit = redemptionLimitOf(line.memory(), {
      hqNowMs: line.hqNowMs(),
      isReachable: line.isReachable(),
    });
    return limit === null || limit === 'offline' ? null : appError('redemption_not_allowed', { limit });
  };
}
