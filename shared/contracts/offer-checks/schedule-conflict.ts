/** Dates within which no named weekday, hour or yearly return comes. */

import { isoDateOf } from '#shared/domain/day-number.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
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

type Holds = (moment: number) => boolean;

function hasMoment({ low, high }: Range, asked: readonly ScheduleClaim[], ruleSet: RuleSet): boolean {
  const tests = asked.map(({ leaf, claim }) => ({ ...testOf(leaf, ruleSet), isOpposite: claim.isOpposite }));
  const ofDay = tests.filter(({ isOfDay }) => isOfDay);
  const ofMinute = tests.filter(({ isOfDay }) => !isOfDay);
  for (let day = Math.floor(low / minutesOfDay); day * minutesOfDay <= high; day += 1) {
    if (!ofDay.every(({ holds, isOpposite }) => holds(day) !== isOpposite)) continue;
    const end = Math.min(high, (day + 1) * minutesOfDay - 1);
    for (let minute = Math.max(low, day * minutesOfDay); minute <= end; minute += 1) {
      if (ofMinute.every(({ holds, isOpposite }) => holds(minute) !== isOpposite)) return true;
    }
  }
  return false;
}

/** Of a day's number, or of a minute's. */
function testOf(
  leaf: ScheduleCondition,
  { hijriMonthStarts = [] }: RuleSet,
): { isOfDay: boolean; holds: Holds } {
  switch (leaf.kind) {
    case 'weekdays':
      return { isOfDay: true, holds: (day) => leaf.anyOf.includes(weekdayOf(isoDateOf(day))) };
    case 'recurring':
      return {
        isOfDay: true,
        holds: (day) => isInRecurring(isoDateOf(day), leaf, { hijriMonthStarts }).isIn,
      };
    case 'hours':
      return { isOfDay: false, holds: hoursTest(minutesOf(leaf.from), minutesOf(leaf.until)) };
    case 'dates': {
      const { low, high } = momentRange(leaf);
      return { isOfDay: false, holds: (minute) => low <= minute && minute <= high };
    }
    default:
      return unreachable(leaf);
  }
}

function hoursTest(from: number, until: number): Holds {
  return (minute) => {
    const now = minute % minutesOfDay;
    return until <= from ? now >= from || now < until : from <= now && now < until;
  };
}
