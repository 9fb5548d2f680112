/**
 * Whether the clock's day can be believed where being wrong costs members what they own. A clock that jumped ahead, by
 * a wrong year or to 2099, stands far behind the last day on which this till sold anything: such a day is believed only
 * after the till has worked on many days in a row of it, or when it joins days that were believed before.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { daysBetween } from '#shared/domain/day-number.ts';

export type DayToBelieve = {
  readonly today: IsoDate;
  /** The day of the snapshot that the till was given: a day that certainly was. */
  readonly snapshotOn: IsoDate;
  /** Business days on which this till booked something, rising, each once. */
  readonly bookedOn: readonly IsoDate[];
};

/** A shop may be closed for as long as this without doubt about its clock. */
export const closedDaysMax = 60;
/** So many days of work after a longer gap, and the clock was right after all. */
export const workedDaysMin = 30;

export function isDayBelieved({ today, snapshotOn, bookedOn }: DayToBelieve): boolean {
  let last = today;
  let worked = 0;
  for (const day of [...bookedOn].reverse()) {
    if (day > today) continue;
    if (daysBetween(day, last) > closedDaysMax) break;
    last = day;
    if (day < today) worked += 1;
  }
  // A snapshot from a day after today: the clock is behind, and takes nobody's points before their time.
  return daysBetween(snapshotOn, last) <= closedDaysMax || worked >= workedDaysMin;
}
