/** Until when a till that HQ does not see may know its members by name. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';

/**
 * From the end of the lease on nothing is redeemed. Names stay for this long, so that a line that is down over a holiday
 * costs the shop its redemptions and not its members; whoever carries the till away has them for no longer.
 */
export const personalGraceMs = 7 * 24 * 3_600_000;

/** Also where HQ said that the till is out: it is not to wait for anything then. */
export function isPersonalDataOver(
  { tillState, lease }: Pick<SyncMemory, 'tillState' | 'lease'>,
  hqNowMs: EpochMs,
): boolean {
  if (tillState === 'revoked' || tillState === 'replaced') return true;
  return lease !== null && hqNowMs >= lease.expiresAtMs + personalGraceMs;
}
