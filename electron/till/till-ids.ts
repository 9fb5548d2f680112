/** Time-ordered ids from the clock and chance ports. */

import type { Clock } from '#shared/kernel/clock.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';

export function createTillIds(clock: Pick<Clock, 'nowMs'>, randomBytes: RandomBytes): Ids {
  // A clock before 1970 cannot be written into an id; order then rests on the entries' own numbers.
  return { uuid: () => uuidV7(Math.max(0, clock.nowMs()), randomBytes(10)) };
}
