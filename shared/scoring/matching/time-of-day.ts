/** Times of day as minutes. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { TimeOfDay } from '../language/period.ts';

/** 0 to 1,440; throws unless the time is written `HH:MM`. */
export function minutesOf(time: TimeOfDay): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  invariant(time.length === 5 && minutes >= 0 && minutes <= 1_440, 'a time of day is written HH:MM');
  return minutes;
}
