/** How a request to join stands at an instant. */

import type { TillJoin } from '../db/stores/people/till-joins.ts';

/** Nobody who looks at a fingerprint later than this still stands at the till. */
export const joinWaitMs = 60 * 60_000;

export function joinStateAt({ state, askedAtMs }: TillJoin, nowMs: number): TillJoin['state'] {
  return state === 'waiting' && nowMs - askedAtMs >= joinWaitMs ? 'expired' : state;
}
