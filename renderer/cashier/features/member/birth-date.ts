/** A birthday as it is typed, in either calendar, to the ISO date that is stored. */

import { CalendarDate, GregorianCalendar, PersianCalendar, toCalendar } from '@internationalized/date';
import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import { parseWholeNumber } from '#shared/domain/text.ts';

export type TypedDate = { readonly year: string; readonly month: string; readonly day: string };
export type BirthDate =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'date'; readonly isoDate: IsoDate };

export const noDate: TypedDate = { year: '', month: '', day: '' };
const monthsMax = 12;
const yearsOfAgeMax = 130;

/** `none` for three empty fields; `wrong` for anything that the calendar does not have, or that lies in the future. */
export function readBirthDate(typed: TypedDate, calendar: CalendarName, todayYear: number): BirthDate {
  const texts = [typed.year, typed.month, typed.day];
  if (texts.every((text) => text.trim() === '')) return { kind: 'none' };
  const [year, month, day] = texts.map(parseWholeNumber);
  if (year === undefined || month === undefined || day === undefined) return { kind: 'wrong' };
  if (month < 1 || month > monthsMax || day < 1) return { kind: 'wrong' };
  const system = calendar === 'persian' ? new PersianCalendar() : new GregorianCalendar();
  const date = new CalendarDate(system, year, month, day);
  // The calendar moves a day that it does not have to the last day of the month.
  if (date.year !== year || date.month !== month || date.day !== day) return { kind: 'wrong' };
  const gregorian = toCalendar(date, new GregorianCalendar());
  const isAlive = gregorian.year <= todayYear && gregorian.year > todayYear - yearsOfAgeMax;
  return isAlive ? { kind: 'date', isoDate: gregorian.toString() } : { kind: 'wrong' };
}
