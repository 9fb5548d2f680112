/** Stretches of days that return every year, such as Nowruz, Yalda or Ramadan. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf } from '#shared/domain/day-number.ts';
import type { HijriMonthStart } from '#shared/domain/lunar-months.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import { yearlyDay } from '#shared/domain/yearly-dates.ts';
import type { MonthDay } from '#shared/domain/yearly-dates.ts';
import type { ScheduleCondition } from '../language/condition.ts';

export type RecurringCondition = Extract<ScheduleCondition, { kind: 'recurring' }>;
/** `isEstimated`: inside only as far as the Umm al-Qura calendar can tell; never true outside. */
export type RecurringAnswer = { readonly isIn: boolean; readonly isEstimated: boolean };

const outside: RecurringAnswer = { isIn: false, isEstimated: false };

/** A year that skips the first or the last day skips the whole stretch. */
export function isInRecurring(
  localDate: IsoDate,
  condition: RecurringCondition,
  { hijriMonthStarts }: { readonly hijriMonthStarts: readonly HijriMonthStart[] },
): RecurringAnswer {
  const { missingDay = 'lastOfMonth' } = condition;
  const calendar = yearlyCalendar(condition.calendar, hijriMonthStarts);
  const today = dayNumberOf(localDate);
  const thisYear = calendar.yearNear(today);
  const yearsOver = isBefore(condition.until, condition.from) ? 1 : 0;
  for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
    const first = yearlyDay(calendar, year, { ...condition.from, missingDay });
    const last = yearlyDay(calendar, year + yearsOver, { ...condition.until, missingDay });
    if (first !== null && last !== null && first.day <= today && today <= last.day)
      return { isIn: true, isEstimated: first.isEstimated || last.isEstimated };
  }
  return outside;
}

function isBefore(left: MonthDay, right: MonthDay): boolean {
  return left.month === right.month ? left.day < right.day : left.month < right.month;
}
