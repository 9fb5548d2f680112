/** The calendars in which a date can return every year. */

import { CalendarDate, GregorianCalendar, PersianCalendar } from '@internationalized/date';
import type { Calendar } from '@internationalized/date';
import { createLunarCalendar } from './lunar-months.ts';
import type { HijriMonthStart } from './lunar-months.ts';
import type { RecurringCalendar, YearlyCalendar } from './yearly-dates.ts';

const solarCalendars: Readonly<Record<Exclude<RecurringCalendar, 'hijri'>, YearlyCalendar>> = {
  gregorian: solarCalendar(new GregorianCalendar(), 28),
  persian: solarCalendar(new PersianCalendar(), 29),
};

/** `hijriMonthStarts` are the announced ones; they matter to the lunar calendar only. */
export function yearlyCalendar(
  name: RecurringCalendar,
  hijriMonthStarts: readonly HijriMonthStart[],
): YearlyCalendar {
  return name === 'hijri' ? createLunarCalendar(hijriMonthStarts) : solarCalendars[name];
}

function solarCalendar(system: Calendar, monthDaysMin: number): YearlyCalendar {
  return {
    monthDaysMin,
    yearNear: (day) => system.fromJulianDay(day).year,
    monthDayOf: (dayNumber) => {
      const { month, day } = system.fromJulianDay(dayNumber);
      return { month, day };
    },
    monthStart: (year, month) => ({
      day: system.toJulianDay(new CalendarDate(system, year, month, 1)),
      isEstimated: false,
    }),
  };
}
