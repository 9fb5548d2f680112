/**
 * HQ's time as far as this till knows it. It never goes back: a clock that is set back, before a start or after it, prolongs
 * nothing. A clock that is set ahead counts as time that has passed, until HQ says otherwise: only HQ's own word, signed for
 * this very question, is taken where it is earlier.
 */

import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';

export type HqTime = {
  readonly nowMs: () => EpochMs;
  /** HQ was there just now, and said what time it is. */
  readonly heard: (hqNowMs: EpochMs) => void;
};

export type HqTimeStart = {
  /** As HQ was heard last; null before that. */
  readonly hqAheadMs: number | null;
  /** The latest that was known before this start. */
  readonly hqTimeMs: EpochMs | null;
};

export function createHqTime(clock: Clock, start: HqTimeStart): HqTime {
  let aheadMs = start.hqAheadMs ?? 0;
  let known = { atMs: start.hqTimeMs ?? 0, monotonicMs: clock.monotonicMs() };
  const nowMs = (): EpochMs => {
    const monotonicMs = clock.monotonicMs();
    const passed = known.atMs + Math.max(0, Math.floor(monotonicMs - known.monotonicMs));
    known = { atMs: Math.max(passed, clock.nowMs() + aheadMs), monotonicMs };
    return epochMs(known.atMs);
  };
  return {
    nowMs,
    heard: (hqNowMs) => {
      aheadMs = hqNowMs - clock.nowMs();
      known = { atMs: hqNowMs, monotonicMs: clock.monotonicMs() };
    },
  };
}
