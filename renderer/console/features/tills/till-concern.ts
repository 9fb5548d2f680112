/** What a person should look at first: the worst tills before the others. */

import type { TillView } from '#shared/contracts/hq/admin-tills.ts';

export const tillConcerns = ['fork', 'leaseOver', 'silent', 'backlog', 'clock'] as const;
export type TillConcern = (typeof tillConcerns)[number];

const minuteMs = 60_000;
/** A till reports far more often than this while its shop is open. */
const silentMs = 30 * minuteMs;
const backlogMs = 15 * minuteMs;
const clockOffMs = 2 * minuteMs;

/** The most serious one; null for a till that is well, or is not in use. */
export function concernOf(till: TillView, nowMs: number): TillConcern | null {
  if (till.state !== 'active' && till.state !== 'frozen') return null;
  if (till.state === 'frozen' && till.reason === 'fork') return 'fork';
  if (till.lease !== null && till.lease.expiresAtMs <= nowMs) return 'leaseOver';
  const heardMs = till.lastContactAtMs ?? till.joinedAtMs ?? till.createdAtMs;
  if (nowMs - heardMs > silentMs) return 'silent';
  if (till.oldestUnsentAtMs !== null && nowMs - till.oldestUnsentAtMs > backlogMs) return 'backlog';
  return Math.abs(till.clockAheadMs ?? 0) > clockOffMs ? 'clock' : null;
}

const rankByState: { readonly [State in TillView['state']]: number } = {
  frozen: tillConcerns.length,
  waiting: tillConcerns.length + 1,
  active: tillConcerns.length + 2,
  revoked: tillConcerns.length + 3,
  replaced: tillConcerns.length + 4,
};

/** Worst first, then by store and name. */
export function worstFirst(tills: readonly TillView[], nowMs: number): readonly TillView[] {
  const rank = (till: TillView): number => {
    const concern = concernOf(till, nowMs);
    return concern === null ? rankByState[till.state] : tillConcerns.indexOf(concern);
  };
  return tills.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.storeId.localeCompare(other.storeId) ||
      one.name.localeCompare(other.name) ||
      one.deviceId.localeCompare(other.deviceId),
  );
}
