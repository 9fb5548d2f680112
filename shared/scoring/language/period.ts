/** Stretches of time that limits and amounts are counted over. */

/**
 * Whole local days. `day` to `year` are the current one of the rule set's calendar, up to and including today;
 * `days` are the last so many, today included.
 */
export type Period = 'lifetime' | 'day' | 'week' | 'month' | 'year' | { readonly days: number };

/** 0 is Saturday. */
export const weekdayNames = ['sat', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri'] as const;
export type Weekday = (typeof weekdayNames)[number];

/** `HH:MM`, 00:00 to 23:59; the end of a day is `24:00`. */
export type TimeOfDay = string;

/** One text for one period, for use as a key. */
export function periodKey(period: Period): string {
  return typeof period === 'string' ? period : `days:${period.days}`;
}
