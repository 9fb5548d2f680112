/**
 * Calendars as plain tables of days, made by the platform's own calendars: the slow and obvious reference for what the
 * product reckons.
 */

import { invariant } from '#shared/kernel/invariant.ts';
import type { MissingDay, MonthDay, RecurringCalendar } from '#shared/domain/yearly-dates.ts';

export type TableDay = MonthDay & { readonly date: string; readonly year: number };

const dayMs = 86_400_000;
const names: Readonly<Record<RecurringCalendar, string>> = {
  gregorian: 'gregory',
  persian: 'persian',
  hijri: 'islamic-umalqura',
};

/** Every day from `from` to `until`, both included. */
export function dayTable(calendar: RecurringCalendar, from: string, until: string): readonly TableDay[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${names[calendar]}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const days = (Date.parse(until) - Date.parse(from)) / dayMs + 1;
  return Array.from({ length: days }, (_, index) => {
    const atMs = Date.parse(from) + index * dayMs;
    const parts = new Map(format.formatToParts(atMs).map((part) => [part.type, Number.parseInt(part.value)]));
    const numbers = [parts.get('year'), parts.get('month'), parts.get('day')];
    const [year = 0, month = 0, day = 0] = numbers;
    invariant(year > 0 && month > 0 && day > 0, 'the platform names year, month and day');
    return { date: addDays(from, index), year, month, day };
  });
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/** Days of the table on which the yearly date falls, by year; a year that skips it has none. */
export function returnsIn(
  table: readonly TableDay[],
  sought: MonthDay & { readonly missingDay: MissingDay },
): ReadonlyMap<number, string> {
  const returns = new Map<number, string>();
  for (const [index, { date, year, month, day }] of table.entries()) {
    if (month !== sought.month) continue;
    const isLast = table[index + 1]?.month !== month && index + 1 < table.length;
    if (day === sought.day) returns.set(year, date);
    else if (isLast && day < sought.day && sought.missingDay === 'lastOfMonth') returns.set(year, date);
    else if (isLast && day < sought.day && sought.missingDay === 'dayAfter')
      returns.set(year, addDays(date, 1));
  }
  return returns;
}
