/** The first day of a period that ends today. */

import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import type { DayNumber } from '#shared/domain/day-number.ts';
import { yearlyCalendar } from '#shared/domain/yearly-calendars.ts';
import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import type { Period } from '../language/period.ts';

/** Null for `lifetime`, which has no beginning. */
export function periodStart(period: Period, today: IsoDate, calendar: CalendarName): IsoDate | null {
  if (period === 'lifetime') return null;
  if (period === 'day') return today;
  return isoDateOf(startDay(period, dayNumberOf(today), calendar));
}

/** True for a day from `start` (null: from ever) to `today`, both included. */
export function isWithin(date: IsoDate, start: IsoDate | null, today: IsoDate): boolean {
  return start === null || (start <= date && date <= today);
}

type LongPeriod = Exclude<Period, 'lifetime' | 'day'>;

/** A Persian week begins on Saturday, a Gregorian one on Monday; Julian day number 0 was a Monday. */
const weekBegins: Readonly<Record<CalendarName, number>> = { gregorian: 0, persian: 5 };

function startDay(period: LongPeriod, today: DayNumber, calendar: CalendarName): DayNumber {
  if (typeof period === 'object') {
    invariant(period.days >= 1, 'a period of days holds today');
    return today - period.days + 1;
  }
  const yearly = yearlyCalendar(calendar, []);
  switch (period) {
    case 'week':
      return today - ((today - weekBegins[calendar]) % 7);
    case 'month':
      return today - yearly.monthDayOf(today).day + 1;
    case 'year':
      return yearly.monthStart(yearly.yearNear(today), 1).day;
    default:
      return unreachable(period);
  }
}
