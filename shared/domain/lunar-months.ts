/**
 * Months of the lunar Hijri calendar. They begin by announcement, so their starts are data; where one is missing, the
 * Umm al-Qura calendar stands in, marked as an estimate.
 */

import { CalendarDate, IslamicUmalquraCalendar } from '@internationalized/date';
import type { IsoDate } from './calendar.ts';
import { dayNumberOf } from './day-number.ts';
import type { DayNumber } from './day-number.ts';
import type { MonthDay, YearlyCalendar, YearlyDay } from './yearly-dates.ts';

/** The day on which a month of the lunar calendar began, as announced. */
export type HijriMonthStart = { readonly year: number; readonly month: number; readonly startsOn: IsoDate };

type LunarMonth = { readonly year: number; readonly month: number };

const ummAlQura = new IslamicUmalquraCalendar();
const monthDaysMin = 29;
const monthDaysMax = 30;

export function createLunarCalendar(announced: readonly HijriMonthStart[]): YearlyCalendar {
  const monthStart = (year: number, month: number) => startOf(announced, { year, month });
  return {
    monthDaysMin,
    yearNear: (day) => ummAlQura.fromJulianDay(day).year,
    monthDayOf: (day) => monthDayOf(announced, day),
    monthStart,
  };
}

function startOf(announced: readonly HijriMonthStart[], sought: LunarMonth): YearlyDay {
  const day = announcedStart(announced, sought);
  if (day !== undefined) return { day, isEstimated: false };
  return { day: estimatedStart(announced, sought), isEstimated: true };
}

/** An estimate gives way to announced neighbours, so that none of the two months gets 28 or 31 days. */
function estimatedStart(announced: readonly HijriMonthStart[], sought: LunarMonth): DayNumber {
  const before = announcedStart(announced, previousMonth(sought));
  const after = announcedStart(announced, nextMonth(sought));
  let day = ummAlQura.toJulianDay(new CalendarDate(ummAlQura, sought.year, sought.month, 1));
  if (before !== undefined) day = clamp(day, before + monthDaysMin, before + monthDaysMax);
  if (after !== undefined) day = clamp(day, after - monthDaysMax, after - monthDaysMin);
  return day;
}

function announcedStart(announced: readonly HijriMonthStart[], sought: LunarMonth): DayNumber | undefined {
  const found = announced.find((start) => start.year === sought.year && start.month === sought.month);
  return found === undefined ? undefined : dayNumberOf(found.startsOn);
}

function monthDayOf(announced: readonly HijriMonthStart[], day: DayNumber): MonthDay {
  // Announcements differ from Umm al-Qura by a day or two: the month is the same one or a neighbour.
  const { year, month } = ummAlQura.fromJulianDay(day);
  const guess = { year, month };
  const next = nextMonth(guess);
  let lunarMonth = guess;
  if (day < startOf(announced, guess).day) lunarMonth = previousMonth(guess);
  else if (day >= startOf(announced, next).day) lunarMonth = next;
  const dayOfMonth = day - startOf(announced, lunarMonth).day + 1;
  return { month: lunarMonth.month, day: clamp(dayOfMonth, 1, monthDaysMax) };
}

function previousMonth({ year, month }: LunarMonth): LunarMonth {
  return month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
}

function nextMonth({ year, month }: LunarMonth): LunarMonth {
  return month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
