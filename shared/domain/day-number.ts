/** Days as whole numbers, so that calendars and distances between days are plain arithmetic. */

import { CalendarDate, GregorianCalendar } from '@internationalized/date';
import { invariant } from '../kernel/invariant.ts';
import type { IsoDate } from './calendar.ts';

/** Julian day number of the civil day: one more for each day, the same in all calendars. */
export type DayNumber = number;

const gregorian = new GregorianCalendar();

export function dayNumberOf(date: IsoDate): DayNumber {
  // The format is fixed, so that slices do: facts of a member are derived at each tap of a card.
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const dayNumber = gregorian.toJulianDay(new CalendarDate(gregorian, year, month, day));
  invariant(Number.isSafeInteger(dayNumber), 'a date is written YYYY-MM-DD');
  return dayNumber;
}

export function isoDateOf(dayNumber: DayNumber): IsoDate {
  return gregorian.fromJulianDay(dayNumber).toString();
}

/** Whole days from the first to the second, negative when the second is earlier. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return dayNumberOf(until) - dayNumberOf(from);
}

/** `days` may be negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDateOf(dayNumberOf(date) + days);
}
