/** Dates that no calendar has, and times that run backward. */

import type { RecurringCalendar, ScheduleCondition } from '#shared/scoring/language/condition.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { refused, warned } from './rule-set-problem.ts';
import type { ProblemPath, RuleSetProblem } from './rule-set-problem.ts';
import { placedLeaves, placedOffers } from './walk-conditions.ts';

/** The most days that a month ever has; 29 February and 30 Esfand come in leap years. */
const daysOfMonths: Readonly<Record<RecurringCalendar, readonly number[]>> = {
  gregorian: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  persian: [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30],
  hijri: [30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
};

export function checkDates(ruleSet: RuleSet): readonly RuleSetProblem[] {
  return [
    ...monthStarts(ruleSet),
    ...placedOffers(ruleSet).flatMap(({ offer, path }) => {
      const leaves = placedLeaves(offer.conditions, [...path, 'conditions']);
      const hasEnd = leaves.some(({ leaf }) => leaf.kind === 'dates');
      return [
        ...leaves.flatMap(({ leaf, path: place }) =>
          leaf.kind === 'recurring' ? recurringProblems(leaf, place) : [],
        ),
        ...(offer.countdown && !hasEnd ? [warned([...path, 'countdown'], 'countdownEndless')] : []),
      ];
    }),
  ];
}

type Dates = Extract<ScheduleCondition, { readonly kind: 'dates' }>;
type Recurring = Extract<ScheduleCondition, { readonly kind: 'recurring' }>;

/** Dates that end before they begin. */
export function datesProblems({ from, until, fromTime, untilTime }: Dates, path: ProblemPath) {
  if (from > until) return [refused([...path, 'until'], 'datesReversed', { from, until })];
  const isBackward = fromTime !== undefined && untilTime !== undefined && untilTime <= fromTime;
  if (from === until && (isBackward || untilTime === '00:00')) {
    return [
      refused([...path, 'untilTime'], 'timesReversed', { from: fromTime ?? '00:00', until: untilTime ?? '' }),
    ];
  }
  return [];
}

function recurringProblems({ calendar, from, until }: Recurring, path: ProblemPath) {
  const days = daysOfMonths[calendar];
  const isImpossible = ({ month, day }: Recurring['from']) => day > (days[month - 1] ?? 0);
  return [
    ...(isImpossible(from) ? [refused([...path, 'from', 'day'], 'impossibleDate')] : []),
    ...(isImpossible(until) ? [refused([...path, 'until', 'day'], 'impossibleDate')] : []),
  ];
}

/** A later month begins later; a month and the next one are 29 or 30 days apart, which a text of digits cannot tell. */
function monthStarts({ hijriMonthStarts = [] }: RuleSet): readonly RuleSetProblem[] {
  const inOrder = hijriMonthStarts
    .map((start, index) => ({ ...start, index, place: start.year * 12 + start.month }))
    .toSorted((left, right) => left.place - right.place || left.index - right.index);
  return inOrder.flatMap(({ startsOn, place, index }, at) => {
    const before = inOrder[at - 1];
    return before === undefined || before.place === place || before.startsOn < startsOn
      ? []
      : [refused(['hijriMonthStarts', index, 'startsOn'], 'monthStartsDisagree', { other: before.startsOn })];
  });
}
