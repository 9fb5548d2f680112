/** How long the till may go on redeeming without having heard of HQ. */

import type { SyncView } from '#shared/contracts/till/sync-views.ts';

export type LeaseLook = {
  /** `running`: HQ answers, and each answer moves the end. `ending`: it does not, and the end is near. */
  readonly state: 'running' | 'ending' | 'over';
  readonly endsAtMs: number;
  /** Whole units that are left, the last one not counted; 0 once it is over. */
  readonly left: { readonly unit: 'hours' | 'days'; readonly count: number };
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Long enough for somebody to come and mend the line. */
const warnMs = 14 * dayMs;
const hoursMaxMs = 2 * dayMs;

/** Null for a till that has no lease, because it answers for itself or HQ never gave it one. */
export function leaseOf(
  { leaseEndsAtMs, isReachable }: Pick<SyncView, 'leaseEndsAtMs' | 'isReachable'>,
  nowMs: number,
): LeaseLook | null {
  if (leaseEndsAtMs === null) return null;
  const leftMs = Math.max(0, leaseEndsAtMs - nowMs);
  const isShort = leftMs < hoursMaxMs;
  const left = isShort
    ? ({ unit: 'hours', count: Math.floor(leftMs / hourMs) } as const)
    : ({ unit: 'days', count: Math.floor(leftMs / dayMs) } as const);
  const isNear = leftMs < warnMs && !isReachable;
  return { state: leftMs === 0 ? 'over' : isNear ? 'ending' : 'running', endsAtMs: leaseEndsAtMs, left };
}
