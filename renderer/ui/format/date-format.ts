/** Instants and dates as people read them: «۳۰ آبان ۱۴۰۵», "21 November 2026", "30 Aban 1405". */

import type { CalendarName } from '#shared/domain/calendar.ts';
import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from './locale.ts';

export type DateFormat = {
  /** Day, month by name, year. */
  readonly date: (atMs: number) => string;
  readonly weekday: (atMs: number) => string;
  /** Hours and minutes of a 24-hour clock. */
  readonly time: (atMs: number) => string;
  readonly dateTime: (atMs: number) => string;
  /** Day and month, with the year only when it is not this one. */
  readonly shortDate: (atMs: number, nowMs: number) => string;
};

export type DateSettings = {
  readonly language: Language;
  readonly calendar: CalendarName;
  readonly timeZone: string;
};

/** Persian always reads the Jalali calendar; other languages read the store's own. */
export function createDateFormat({ language, calendar, timeZone }: DateSettings): DateFormat {
  const shown: CalendarName = language === 'fa' ? 'persian' : calendar;
  const locale = `${localeTag[language]}-u-ca-${shown === 'persian' ? 'persian' : 'gregory'}`;
  const days = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', month: 'long', day: 'numeric' });
  const weekdays = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const times = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const pieces = (atMs: number): { readonly day: string; readonly month: string; readonly year: string } => {
    const found = new Map(days.formatToParts(atMs).map((part) => [part.type, part.value]));
    return { day: found.get('day') ?? '', month: found.get('month') ?? '', year: found.get('year') ?? '' };
  };
  const date = (atMs: number): string => {
    const { day, month, year } = pieces(atMs);
    return `${day} ${month} ${year}`;
  };
  return {
    date,
    weekday: (atMs) => weekdays.format(atMs),
    time: (atMs) => times.format(atMs),
    dateTime: (atMs) => `${date(atMs)}${language === 'fa' ? '،' : ','} ${times.format(atMs)}`,
    shortDate: (atMs, nowMs) => {
      const { day, month, year } = pieces(atMs);
      return pieces(nowMs).year === year ? `${day} ${month}` : `${day} ${month} ${year}`;
    },
  };
}
