/** The wall clock of a store at an instant. */

import { localDate, minuteOfDay } from '#shared/domain/calendar.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Moment } from './score-input.ts';

/** What clocks on the wall of `timeZone` show then: day and minute, nothing finer. */
export function momentAt(atMs: EpochMs, timeZone: string): Moment {
  return { localDate: localDate(atMs, timeZone), minuteOfDay: minuteOfDay(atMs, timeZone) };
}
