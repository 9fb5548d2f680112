/** How far an entry's wall clock can be believed. Never a reason to refuse an entry. */

import type { EpochMs } from '../kernel/clock.ts';

/** `unconfirmed`: plausible, but no signed time of HQ stood behind it. `suspect`: it jumped. */
export type ClockState = 'unconfirmed' | 'suspect';

export const clockStates: readonly ClockState[] = ['unconfirmed', 'suspect'];

/** A clock that is off by less is as good as right. */
export const backMsMax = 5 * 60_000;
const dayMs = 86_400_000;
/** A shop may be closed for long; past this the clock is likelier wrong than the shop closed. */
export const aheadMsMax = 400 * dayMs;

/** Compares with the wall clock of the entry before, not with its HLC, so that one bad entry does not mark the rest. */
export function judgeClock(nowMs: EpochMs, lastWallMs: EpochMs | undefined): ClockState {
  if (lastWallMs === undefined) return 'unconfirmed';
  const ahead = nowMs - lastWallMs;
  return ahead < -backMsMax || ahead > aheadMsMax ? 'suspect' : 'unconfirmed';
}
