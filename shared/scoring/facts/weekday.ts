/** The day of the week of a local date. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf } from '#shared/domain/day-number.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { weekdayNames } from '../language/period.ts';
import type { Weekday } from '../language/period.ts';

/** Julian day number 0 was a Monday, the third day of a week that begins on Saturday. */
const daysFromSaturday = 2;

export function weekdayOf(localDate: IsoDate): Weekday {
  const weekday = weekdayNames[(dayNumberOf(localDate) + daysFromSaturday) % weekdayNames.length];
  invariant(weekday !== undefined, 'a week has seven days');
  return weekday;
}
