/** When an offer that counts down ends. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { EndsAt } from '../answer/score-result.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { Moment } from '../facts/score-input.ts';
import type { ScheduleCondition } from '../language/condition.ts';
import type { CompiledLeaf, CompiledOffer } from './compiled-offer.ts';
import { minutesOf } from './time-of-day.ts';

const endOfDay = '24:00';
/** What still holds after a year and a day does not end by itself. */
const daysAheadMax = 367;

/** Earliest end of the offer's own windows that hold; null when it does not count down, or nothing ends. */
export function endsAtOf({ offer, tests }: CompiledOffer, facts: SaleFacts): EndsAt | null {
  if (offer.countdown !== true) return null;
  let earliest: EndsAt | null = null;
  for (const compiled of tests.conditions) {
    if (compiled.kind !== 'leaf' || !compiled.holds(facts)) continue;
    const end = endOf(compiled, facts.moment);
    if (end !== null && (earliest === null || isBefore(end, earliest))) earliest = end;
  }
  return earliest;
}

function endOf(leaf: CompiledLeaf, { localDate, minuteOfDay }: Moment): EndsAt | null {
  const { condition, holdsOn } = leaf;
  if (holdsOn !== null) return endOfDays(holdsOn, localDate);
  if (condition.kind === 'dates') {
    return { localDate: condition.until, time: condition.untilTime ?? endOfDay };
  }
  return condition.kind === 'hours' ? endOfHours(condition, { localDate, minuteOfDay }) : null;
}

function endOfHours(
  { from, until }: Extract<ScheduleCondition, { kind: 'hours' }>,
  { localDate, minuteOfDay }: Moment,
): EndsAt {
  const isOverMidnight = minutesOf(until) <= minutesOf(from);
  const isTomorrow = isOverMidnight && minuteOfDay >= minutesOf(from);
  return { localDate: isTomorrow ? daysAfter(localDate, 1) : localDate, time: until };
}

/** The last of the days in a row. */
function endOfDays(holdsOn: (localDate: IsoDate) => boolean, today: IsoDate): EndsAt | null {
  let last = today;
  for (let ahead = 1; ahead <= daysAheadMax; ahead += 1) {
    const next = daysAfter(today, ahead);
    if (!holdsOn(next)) return { localDate: last, time: endOfDay };
    last = next;
  }
  return null;
}

function daysAfter(date: IsoDate, days: number): IsoDate {
  return isoDateOf(dayNumberOf(date) + days);
}

function isBefore(left: EndsAt, right: EndsAt): boolean {
  const byDate = compareTexts(left.localDate, right.localDate);
  return byDate === 0 ? compareTexts(left.time, right.time) < 0 : byDate < 0;
}
