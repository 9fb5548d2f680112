/** Dates within which no named weekday, hour or yearly return comes. */

import { isoDateOf } from '#shared/domain/day-number.ts';
import { isInRecurring } from '#shared/scoring/facts/recurring-dates.ts';
import { weekdayOf } from '#shared/scoring/facts/weekday.ts';
import type { ScheduleCondition } from '#shared/scoring/language/condition.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { minutesOf } from '#shared/scoring/matching/time-of-day.ts';
import type { Claim, Conflict } from './conjunction.ts';
import { minutesOfDay, momentRange } from './facts-of-leaf.ts';
import type { Dates, Range } from './facts-of-leaf.ts';

/** Longer stretches are not searched day by day; nearly everything comes once in them. */
const searchedDaysMax = 800;

type ScheduleClaim = { readonly claim: Claim; readonly leaf: ScheduleCondition };
type DatesClaim = { readonly claim: Claim; readonly leaf: Dates };

/** Undefined without dates, and where some minute meets all that is asked of the moment. */
export function scheduleConflict(claims: readonly Claim[], ruleSet: RuleSet): Conflict | undefined {
  const asked = claims.flatMap(scheduleClaim);
  const dates = asked.filter(isPositiveDates);
  const others = asked.filter((one) => !isPositiveDates(one));
  const [firstDates, firstOther] = [dates[0], others[0]];
  if (firstDates === undefined || firstOther === undefined) return undefined;
  const ranges = dates.map(({ leaf }) => momentRange(leaf));
  const low = Math.max(...ranges.map((range) => range.low));
  const high = Math.min(...ranges.map((range) => range.high));
  const days = Math.floor(high / minutesOfDay) - Math.floor(low / minutesOfDay) + 1;
  if (days > searchedDaysMax || hasMoment({ low, high }, others, ruleSet)) return undefined;
  return { path: firstOther.claim.path, with: firstDates.claim.path, isSame: false };
}

function scheduleClaim(claim: Claim): readonly ScheduleClaim[] {
  const { leaf } = claim;
  return leaf.kind === 'dates' ||
    leaf.kind === 'weekdays' ||
    leaf.kind === 'hours' ||
    leaf.kind === 'recurring'
    ? [{ claim, leaf }]
    : [];
}

function isPositiveDates(asked: ScheduleClaim): asked is DatesClaim {
  return asked.leaf.kind === 'dates' && !asked.claim.isOpposite;
}

function hasMoment({ low, high }: Range, asked: readonly ScheduleClaim[], ruleSet: RuleSet): boolean {
  const ofDay = asked.filter(({ leaf }) => leaf.kind === 'weekdays' || leaf.kind === 'recurring');
  const ofMinute = asked.filter(({ leaf }) => leaf.kind === 'hours' || leaf.kind === 'dates');
  for (let day = Math.floor(low / minutesOfDay); day * minutesOfDay <= high; day += 1) {
    if (!ofDay.every(({ leaf, claim }) => isOnDay(leaf, day, ruleSet) !== claim.isOpposite)) continue;
    const end = Math.min(high, (day + 1) * minutesOfDay - 1);
    for (let minute = Math.max(low, day * minutesOfDay); minute <= end; minute += 1) {
      if (ofMinute.every(({ leaf, claim }) => isInMinute(leaf, minute) !== claim.isOpposite)) return true;
    }
  }
  return false;
}

function isOnDay(leaf: ScheduleCondition, day: number, { hijriMonthStarts = [] }: RuleSet): boolean {
  const date = isoDateOf(day);
  if (leaf.kind === 'recurring') return isInRecurring(date, leaf, { hijriMonthStarts }).isIn;
  return leaf.kind !== 'weekdays' || leaf.anyOf.includes(weekdayOf(date));
}

function isInMinute(leaf: ScheduleCondition, minute: number): boolean {
  if (leaf.kind === 'dates') {
    const { low, high } = momentRange(leaf);
    return low <= minute && minute <= high;
  }
  if (leaf.kind !== 'hours') return true;
  const [from, until, now] = [minutesOf(leaf.from), minutesOf(leaf.until), minute % minutesOfDay];
  return until <= from ? now >= from || now < until : from <= now && now < until;
}
