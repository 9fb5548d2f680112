/** Calendar arithmetic of the reference: days are counted from 1970-01-01, other calendars are asked of Intl. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MissingDay, MonthDay, RecurringCalendar } from '#shared/scoring/language/condition.ts';
import type { Period, Weekday } from '#shared/scoring/language/period.ts';
import { weekdayNames } from '#shared/scoring/language/period.ts';
import type { HijriMonthStart } from '#shared/scoring/language/rule-set.ts';

const dayMs = 86_400_000;

export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };
/** `isEstimated`: by the Umm al-Qura calendar, for want of an announced month. */
export type YearlyReturn = { readonly dayNumber: number; readonly isEstimated: boolean };

export function dayNumberOf(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** 1970-01-01 was a Thursday, five days after a Saturday. */
export function weekdayOf(date: IsoDate): Weekday {
  const fromSaturday = (((dayNumberOf(date) + 5) % 7) + 7) % 7;
  return weekdayNames[fromSaturday] ?? 'sat';
}

const formats: Readonly<Record<RecurringCalendar, Intl.DateTimeFormat>> = {
  gregorian: formatOf('gregory'),
  persian: formatOf('persian'),
  hijri: formatOf('islamic-umalqura'),
};

function formatOf(calendar: string): Intl.DateTimeFormat {
  const options = { calendar, numberingSystem: 'latn', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en', { ...options, year: 'numeric', month: 'numeric', day: 'numeric' });
}

export function calendarDay(dayNumber: number, calendar: RecurringCalendar): CalendarDay {
  const parts = formats[calendar].formatToParts(new Date(dayNumber * dayMs));
  const part = (...names: readonly string[]): number =>
    Number(parts.find(({ type }) => names.includes(type))?.value ?? Number.NaN);
  return { year: part('year', 'relatedYear'), month: part('month'), day: part('day') };
}

/** First day of a month, found by looking at each day around the place where it must be. */
function monthStart({ year, month }: CalendarDay, calendar: RecurringCalendar): number {
  const guess = {
    gregorian: () => Date.UTC(year, month - 1, 1) / dayMs,
    persian: () => Date.UTC(year + 621, 2, 21) / dayMs + (month - 1) * 30.5,
    hijri: () => -492_148 + ((year - 1) * 12 + month - 1) * 29.530588,
  }[calendar]();
  for (let dayNumber = Math.floor(guess) - 12; dayNumber < guess + 12; dayNumber += 1) {
    const found = calendarDay(dayNumber, calendar);
    if (found.year === year && found.month === month && found.day === 1) return dayNumber;
  }
  throw new Error(`no start of month ${month} of ${year} in the ${calendar} calendar`);
}

function nextMonth({ year, month }: CalendarDay): CalendarDay {
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
}

function announced(starts: readonly HijriMonthStart[], { year, month }: CalendarDay): number | null {
  const start = starts.find((one) => one.year === year && one.month === month);
  return start === undefined ? null : dayNumberOf(start.startsOn);
}

function lastMonth({ year, month }: CalendarDay): CalendarDay {
  return month === 1 ? { year: year - 1, month: 12, day: 1 } : { year, month: month - 1, day: 1 };
}

/**
 * First day of a month. A lunar month that is not announced begins by Umm al-Qura, moved where an announced month before
 * or after it would otherwise have fewer than 29 or more than 30 days.
 */
function startOf(
  month: CalendarDay,
  calendar: RecurringCalendar,
  starts: readonly HijriMonthStart[],
): YearlyReturn {
  if (calendar !== 'hijri') return { dayNumber: monthStart(month, calendar), isEstimated: false };
  const known = announced(starts, month);
  if (known !== null) return { dayNumber: known, isEstimated: false };
  let dayNumber = monthStart(month, calendar);
  const before = announced(starts, lastMonth(month));
  const after = announced(starts, nextMonth(month));
  if (before !== null) dayNumber = Math.min(Math.max(dayNumber, before + 29), before + 30);
  if (after !== null) dayNumber = Math.min(Math.max(dayNumber, after - 30), after - 29);
  return { dayNumber, isEstimated: true };
}

export type YearlyRule = {
  readonly calendar: RecurringCalendar;
  readonly missingDay: MissingDay;
  readonly starts: readonly HijriMonthStart[];
};

/** The day on which a yearly date falls in one year; null when that year lacks it and skips it. */
export function yearlyReturn(year: number, { month, day }: MonthDay, rule: YearlyRule): YearlyReturn | null {
  const place = { year, month, day: 1 };
  const first = startOf(place, rule.calendar, rule.starts);
  const dayNumber = first.dayNumber + day - 1;
  // Every month has 29 days in the lunar calendar, so only the 30th asks for the month after.
  if (rule.calendar === 'hijri' && day <= 29) return { dayNumber, isEstimated: first.isEstimated };
  const next = startOf(nextMonth(place), rule.calendar, rule.starts);
  const isEstimated = first.isEstimated || next.isEstimated;
  if (dayNumber < next.dayNumber) return { dayNumber, isEstimated };
  if (rule.missingDay === 'skipYear') return null;
  return { dayNumber: next.dayNumber - (rule.missingDay === 'lastOfMonth' ? 1 : 0), isEstimated };
}

/** First day of a period that ends today; null for the whole life. */
export function periodStart(
  period: Period,
  today: IsoDate,
  calendar: 'gregorian' | 'persian',
): number | null {
  const dayNumber = dayNumberOf(today);
  if (typeof period === 'object') return dayNumber - period.days + 1;
  if (period === 'lifetime') return null;
  if (period === 'day') return dayNumber;
  if (period === 'week') {
    const fromSaturday = weekdayNames.indexOf(weekdayOf(today));
    return dayNumber - (calendar === 'persian' ? fromSaturday : (fromSaturday + 5) % 7);
  }
  const { year, month } = calendarDay(dayNumber, calendar);
  return monthStart({ year, month: period === 'month' ? month : 1, day: 1 }, calendar);
}
