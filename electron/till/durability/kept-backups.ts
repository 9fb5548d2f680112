/** Which copies of the ledger are kept: one of each of the last days, and one of each of the last weeks. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf } from '#shared/domain/day-number.ts';

export const dailyBackupsKept = 7;
export const weeklyBackupsKept = 4;

/** The days whose copies may go. A week is kept by its newest copy. */
export function daysToDrop(days: readonly IsoDate[]): readonly IsoDate[] {
  const newestFirst = days.toSorted().toReversed();
  const newestOfWeeks = new Map<number, IsoDate>();
  for (const day of newestFirst) {
    const week = Math.floor(dayNumberOf(day) / 7);
    if (!newestOfWeeks.has(week)) newestOfWeeks.set(week, day);
  }
  const kept = new Set([
    ...newestFirst.slice(0, dailyBackupsKept),
    ...[...newestOfWeeks.values()].slice(0, weeklyBackupsKept),
  ]);
  return days.filter((day) => !kept.has(day));
}
