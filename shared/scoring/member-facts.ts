/** What the scoring engine may know of a member: facts that say nothing about who it is. */

import { daysToBirthday } from '../domain/calendar.ts';
import type { CalendarName, IsoDate } from '../domain/calendar.ts';
import type { TierId } from '../domain/tier.ts';
import type { MemberFacts } from './score-result.ts';

export type MemberFactsSource = {
  readonly tierId: TierId;
  /** Finished, not reversed purchases before this one. */
  readonly earlierVisits: number;
  readonly birthDate: IsoDate | null;
};

/** The day of the sale in the store's zone, and the calendar that birthdays return in. */
export type MemberFactsDay = { readonly localDate: IsoDate; readonly calendar: CalendarName };

export function memberFacts(member: MemberFactsSource, day: MemberFactsDay): MemberFacts {
  const { tierId, earlierVisits, birthDate } = member;
  const daysAway = birthDate === null ? null : daysToBirthday(birthDate, day.localDate, day.calendar);
  return { tierId, earlierVisits, daysToBirthday: daysAway };
}
