/**
 * The latest time that a till's own entries vouch for. Offers, codes and lots are judged by it, so that a clock set back
 * does not bring back what has ended, and one that jumped far ahead does not end what is still good.
 */

import type { EpochMs } from '../kernel/clock.ts';
import { aheadMsMax } from './clock-state.ts';

/** No more of the newest entries are asked: the work of a year at a quiet till, of a week at a busy one. */
export const believedEntriesMax = 2_000;

const dayMs = 86_400_000;
/** A till may work for long on one snapshot; an entry still later than this was booked by a clock that jumped. */
const snapshotAgeMsMax = 3_650 * dayMs;

/**
 * Wall clocks of entries in their order. Null where there are none. It begins with the oldest that can belong to a till
 * with a snapshot of that instant, and with the oldest of all where none can.
 */
export function believedTime(wallClocks: readonly EpochMs[], snapshotAtMs: EpochMs): EpochMs | null {
  const plausible = wallClocks.find(
    (wallMs) => wallMs >= snapshotAtMs - aheadMsMax && wallMs <= snapshotAtMs + snapshotAgeMsMax,
  );
  const first = plausible ?? wallClocks[0];
  return first === undefined ? null : wallClocks.reduce(laterBelieved, first);
}

/** One more entry: a wall clock that goes back or jumps too far ahead changes nothing. */
export function laterBelieved(believedMs: EpochMs, wallMs: EpochMs): EpochMs {
  return isBelievable(believedMs, wallMs) ? wallMs : believedMs;
}

/** The clock where it can be believed, else the latest time that can. */
export function trustedNow(believedMs: EpochMs | null, nowMs: EpochMs): EpochMs {
  return believedMs === null || isBelievable(believedMs, nowMs) ? nowMs : believedMs;
}

function isBelievable(believedMs: EpochMs, nowMs: EpochMs): boolean {
  return nowMs >= believedMs && nowMs - believedMs <= aheadMsMax;
}
