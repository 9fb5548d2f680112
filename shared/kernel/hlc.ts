/**
 * Hybrid logical clock: 48 bits of milliseconds and a 32-bit counter. Strictly increasing whatever the wall clock
 * does, across restarts too, because the last value is stored with each entry. (Kulkarni et al., 2014.)
 */

import { invariant } from './invariant.ts';

export type Hlc = { readonly wallMs: number; readonly counter: number };

const counterMax = 2 ** 32 - 1;

/** The next value after `last`, given the wall clock. */
export function nextHlc(last: Hlc | undefined, nowMs: number): Hlc {
  if (last === undefined || nowMs > last.wallMs) return { wallMs: nowMs, counter: 0 };
  invariant(last.counter < counterMax, 'fewer than 2^32 entries are made in one clock tick');
  return { wallMs: last.wallMs, counter: last.counter + 1 };
}

export function compareHlc(left: Hlc, right: Hlc): number {
  return left.wallMs - right.wallMs || left.counter - right.counter;
}
