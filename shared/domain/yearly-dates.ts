/** Days that return every year, in the solar calendars and in the lunar one. */

import { invariant } from '../kernel/invariant.ts';
import type { CalendarName } from './calendar.ts';
import type { DayNumber } from './day-number.ts';

/** Calendars that a yearly date can return in; `hijri` is the lunar calendar. */
export type RecurringCalendar = CalendarName | 'hijri';
/** Where a yearly date falls that this year lacks, such as 30 Esfand or 29 February. */
export type MissingDay = 'lastOfMonth' | 'dayAfter' | 'skipYear';
export type MonthDay = { readonly month: number; readonly day: number };

/** `isEstimated`: reckoned where only an announcement is certain. */
export type YearlyDay = { readonly day: DayNumber; readonly isEstimated: boolean };

/** A calendar of 12 months. */
export type YearlyCalendar = {
  /** Every month has this many days at least. */
  readonly monthDaysMin: number;
  /** At most one off for a lunar calendar near the end of a year. */
  readonly yearNear: (day: DayNumber) => number;
  readonly monthDayOf: (day: DayNumber) => MonthDay;
  readonly monthStart: (year: number, month: number) => YearlyDay;
};

export type YearlyDate = MonthDay & { readonly missingDay: MissingDay };
/** Whole days around a day of the year in which something is on. */
export type DaysAround = { readonly daysBefore: number; readonly daysAfter: number };

const monthsInYear = 12;
const yearDaysMin = 354;

/** The day on which `date` falls in that year of the calendar; null when the year is skipped. */
export function yearlyDay(calendar: YearlyCalendar, year: number, date: YearlyDate): YearlyDay | null {
  invariant(
    date.month >= 1 && date.month <= monthsInYear && date.day >= 1,
    'a yearly date has a month and a day',
  );
  const first = calendar.monthStart(year, date.month);
  const sought = first.day + date.day - 1;
  if (date.day <= calendar.monthDaysMin) return { day: sought, isEstimated: first.isEstimated };
  const following = monthAfter(calendar, year, date.month);
  const isEstimated = first.isEstimated || following.isEstimated;
  if (sought < following.day) return { day: sought, isEstimated };
  if (date.missingDay === 'skipYear') return null;
  return { day: date.missingDay === 'dayAfter' ? following.day : following.day - 1, isEstimated };
}

/** True when `today` lies at most `daysBefore` before or `daysAfter` after some yearly return of the date. */
export function isNearYearlyDay(
  calendar: YearlyCalendar,
  today: DayNumber,
  near: YearlyDate & DaysAround,
): boolean {
  const thisYear = calendar.yearNear(today);
  const firstYear = thisYear - 1 - Math.floor(near.daysAfter / yearDaysMin);
  const lastYear = thisYear + 1 + Math.floor(near.daysBefore / yearDaysMin);
  for (let year = firstYear; year <= lastYear; year += 1) {
    const yearly = yearlyDay(calendar, year, near);
    if (yearly === null) continue;
    const daysAway = yearly.day - today;
    if (daysAway >= -near.daysAfter && daysAway <= near.daysBefore) return true;
  }
  return false;
}

function monthAfter(calendar: YearlyCalendar, year: number, month: number): YearlyDay {
  return month === monthsInYear ? calendar.monthStart(year + 1, 1) : calendar.monthStart(year, month + 1);
}
