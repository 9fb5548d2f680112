/** Local days and their parts as people read them: «۳۰ آذر», "Thursday", "1 Farvardin". */

import {
  CalendarDate,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  PersianCalendar,
  parseDate,
} from '@internationalized/date';
import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from './locale.ts';

export type YearlyCalendar = CalendarName | 'hijri';

/** 0 is Saturday. */
const weekdayNames = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] as const;
export type WeekdayName = (typeof weekdayNames)[number];

export type DayFormat = {
  /** Day and month by name, with the year only when it is not the year of `today`. */
  readonly day: (date: IsoDate, today: IsoDate) => string;
  readonly weekday: (name: WeekdayName) => string;
  /** A day that returns every year, such as «۱ فروردین». */
  readonly yearly: (
    calendar: YearlyCalendar,
    day: { readonly month: number; readonly day: number },
  ) => string;
};

const dayMs = 86_400_000;
const aSaturdayMs = Date.UTC(2026, 10, 21, 12);
const systems = {
  gregorian: { tag: 'gregory', system: new GregorianCalendar(), year: 2026 },
  persian: { tag: 'persian', system: new PersianCalendar(), year: 1405 },
  hijri: { tag: 'islamic-umalqura', system: new IslamicUmalquraCalendar(), year: 1448 },
} as const;

/** Persian always reads the Jalali calendar; other languages read the store's own. */
export function createDayFormat(language: Language, calendar: CalendarName): DayFormat {
  const shown: CalendarName = language === 'fa' ? 'persian' : calendar;
  const dates = new Intl.DateTimeFormat(`${localeTag[language]}-u-ca-${systems[shown].tag}`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  const parts = (date: IsoDate): { day: string; month: string; year: string } => {
    const found = new Map(dates.formatToParts(atNoonMs(date)).map(({ type, value }) => [type, value]));
    return { day: found.get('day') ?? '', month: found.get('month') ?? '', year: found.get('year') ?? '' };
  };
  const days = new Intl.NumberFormat(localeTag[language]);
  const weekdays = new Intl.DateTimeFormat(localeTag[language], { timeZone: 'UTC', weekday: 'long' });
  return {
    day: (date, today) => {
      const { day, month, year } = parts(date);
      return year === parts(today).year ? `${day} ${month}` : `${day} ${month} ${year}`;
    },
    weekday: (name) => weekdays.format(aSaturdayMs + weekdayNames.indexOf(name) * dayMs),
    yearly: (name, { month, day }) => {
      const { tag, system, year } = systems[name];
      // Not every year has the day itself, but each has the first of the month.
      const first = new CalendarDate(system, year, month, 1);
      const months = new Intl.DateTimeFormat(`${localeTag[language]}-u-ca-${tag}`, {
        timeZone: 'UTC',
        month: 'long', // alone: beside a year some languages bend it
      });
      return `${days.format(day)} ${months.format(atNoonMs(isoOf(first)))}`;
    },
  };
}

function atNoonMs(date: IsoDate): number {
  return parseDate(date).toDate('UTC').getTime() + dayMs / 2;
}

function isoOf(date: CalendarDate): IsoDate {
  return date.toDate('UTC').toISOString().slice(0, 10);
}
