/** Dates of the Persian calendar as the ISO dates that are stored. */

import {
  CalendarDate,
  GregorianCalendar,
  PersianCalendar,
  parseDate,
  toCalendar,
} from '@internationalized/date';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Rng } from '#shared/kernel/rng.ts';

const persian = new PersianCalendar();
const gregorian = new GregorianCalendar();
/** Years of birth: 1325 (1946) to 1385 (2007). */
const birthYearFirst = 1325;
const birthYearCount = 61;
/** A leap year, so that 30 Esfand exists in it. */
const keepsakeBirthYear = 1370;

/** Every day of the year can come up, 30 Esfand of leap years included. */
export function randomBirthDate(rng: Rng): IsoDate {
  const month = new CalendarDate(persian, birthYearFirst + rng.below(birthYearCount), 1 + rng.below(12), 1);
  return toIso(month.set({ day: 1 + rng.below(persian.getDaysInMonth(month)) }));
}

/** The birth date in 1370 (1991) that returns on the same Persian day and month as `day`. */
export function birthDateReturningOn(day: IsoDate): IsoDate {
  return toIso(toCalendar(parseDate(day), persian).set({ year: keepsakeBirthYear }));
}

function toIso(date: CalendarDate): IsoDate {
  return toCalendar(date, gregorian).toString();
}
