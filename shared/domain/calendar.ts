/** Days and months in the store's own calendar and zone; instants stay UTC milliseconds. */

import {
  CalendarDate,
  GregorianCalendar,
  PersianCalendar,
  fromAbsolute,
  parseDate,
  toCalendar,
} from '@internationalized/date';
import type { Calendar } from '@internationalized/date';
import type { EpochMs } from '../kernel/clock.ts';

export type CalendarName = 'gregorian' | 'persian';
/** ISO 8601 date of the Gregorian calendar, as stored: `2026-11-21`. */
export type IsoDate = string;

const calendars: Record<CalendarName, Calendar> = {
  gregorian: new GregorianCalendar(),
  persian: new PersianCalendar(),
};
const isoPattern = /^\d{4}-\d{2}-\d{2}$/;
/** Days that every month of every year has: most dates, and a pull brings several for each member. */
const plainIsoPattern = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** The ISO date that clocks on the wall of `timeZone` show at this instant. */
export function localDate(atMs: EpochMs, timeZone: string): IsoDate {
  const zoned = fromAbsolute(atMs, timeZone);
  return new CalendarDate(zoned.year, zoned.month, zoned.day).toString();
}

/** Minutes since midnight, 0 to 1,439, that clocks on the wall of `timeZone` show; an hour may come twice or never. */
export function minuteOfDay(atMs: EpochMs, timeZone: string): number {
  const zoned = fromAbsolute(atMs, timeZone);
  return zoned.hour * 60 + zoned.minute;
}

/** The day that a sale belongs to: a shop open past midnight still counts it to the evening before. */
export function businessDay(
  atMs: EpochMs,
  store: { readonly timeZone: string; readonly dayStartsAtHour: number },
): IsoDate {
  const zoned = fromAbsolute(atMs, store.timeZone);
  const date = new CalendarDate(zoned.year, zoned.month, zoned.day);
  // The hour on the wall decides, not hours gone by: a night with a change to summer time is shorter.
  return (zoned.hour < store.dayStartsAtHour ? date.subtract({ days: 1 }) : date).toString();
}

/** True for a real date written as `YYYY-MM-DD`. */
export function isIsoDate(text: string): text is IsoDate {
  if (plainIsoPattern.test(text)) return true;
  if (!isoPattern.test(text)) return false;
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false; // the parser throws on a date that no calendar has: exactly the answer asked for
  }
}

/** True for a name that this machine's time zone data knows, such as `Asia/Tehran`. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // thrown for an unknown zone only: exactly the answer asked for
  }
}

/**
 * Whole days from `today` to the nearest yearly return of `birthDate`, negative when it just passed. A birthday on a
 * leap day (29 February, 30 Esfand) is kept on the last day of that month in other years.
 */
export function daysToBirthday(birthDate: IsoDate, today: IsoDate, calendar: CalendarName): number {
  const system = calendars[calendar];
  const born = toCalendar(parseDate(birthDate), system);
  const now = toCalendar(parseDate(today), system);
  const distances = [-1, 0, 1].map((years) => {
    const day = new CalendarDate(system, now.year + years, born.month, born.day);
    return system.toJulianDay(day) - system.toJulianDay(now);
  });
  return distances.reduce((best, days) => (Math.abs(days) < Math.abs(best) ? days : best));
}
