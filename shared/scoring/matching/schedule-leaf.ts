/** Conditions of the moment as closures. */

import { unreachable } from '#shared/kernel/invariant.ts';
import type { Reason } from '../answer/reason.ts';
import type { Moment } from '../facts/score-input.ts';
import type { ScheduleCondition } from '../language/condition.ts';
import { weekdayNames } from '../language/period.ts';
import type { CompiledLeaf } from './compiled-offer.ts';
import type { RuleNames } from './rule-names.ts';
import { minutesOf } from './time-of-day.ts';

type Of<Kind extends ScheduleCondition['kind']> = Extract<ScheduleCondition, { kind: Kind }>;

export function scheduleLeaf(condition: ScheduleCondition, names: RuleNames): CompiledLeaf {
  switch (condition.kind) {
    case 'dates':
      return datesLeaf(condition);
    case 'weekdays':
      return weekdaysLeaf(condition, names);
    case 'hours':
      return hoursLeaf(condition);
    case 'recurring':
      return recurringLeaf(condition, names);
    default:
      return unreachable(condition);
  }
}

function datesLeaf(condition: Of<'dates'>): CompiledLeaf {
  const { from, until, fromTime, untilTime } = condition;
  const firstMinute = minutesOf(fromTime ?? '00:00');
  const endMinute = minutesOf(untilTime ?? '24:00');
  const reason: Reason = { kind: 'dates', until, untilTime: untilTime ?? null };
  return {
    ...momentLeaf(
      condition,
      ({ localDate, minuteOfDay }) =>
        from <= localDate &&
        localDate <= until &&
        (localDate !== from || minuteOfDay >= firstMinute) &&
        (localDate !== until || minuteOfDay < endMinute),
    ),
    reason: () => reason,
  };
}

function hoursLeaf(condition: Of<'hours'>): CompiledLeaf {
  const from = minutesOf(condition.from);
  const until = minutesOf(condition.until);
  const reason: Reason = { kind: 'hours', until: condition.until };
  const isOverMidnight = until <= from;
  return {
    ...momentLeaf(condition, ({ minuteOfDay }) =>
      isOverMidnight
        ? minuteOfDay >= from || minuteOfDay < until
        : minuteOfDay >= from && minuteOfDay < until,
    ),
    reason: () => reason,
  };
}

const weekdayReasons = new Map(
  weekdayNames.map((weekday) => [weekday, { kind: 'weekday', weekday } satisfies Reason]),
);

function weekdaysLeaf(condition: Of<'weekdays'>, { weekdayOn }: RuleNames): CompiledLeaf {
  const named = new Set(condition.anyOf);
  const holdsOn = (localDate: string): boolean => named.has(weekdayOn(localDate));
  return {
    ...momentLeaf(condition, ({ localDate }) => holdsOn(localDate)),
    reason: ({ moment }) => {
      const weekday = weekdayOn(moment.localDate);
      return weekdayReasons.get(weekday) ?? { kind: 'weekday', weekday };
    },
    holdsOn,
  };
}

const recurringReason: Reason = { kind: 'recurring', isEstimated: false };
const estimatedReason: Reason = { kind: 'recurring', isEstimated: true };

function recurringLeaf(condition: Of<'recurring'>, names: RuleNames): CompiledLeaf {
  const answerOn = names.recurringOn(condition);
  const holdsOn = (localDate: string): boolean => answerOn(localDate).isIn;
  return {
    ...momentLeaf(condition, ({ localDate }) => holdsOn(localDate)),
    reason: ({ moment }) => (answerOn(moment.localDate).isEstimated ? estimatedReason : recurringReason),
    holdsOn,
  };
}

function momentLeaf(condition: ScheduleCondition, holds: (moment: Moment) => boolean) {
  return {
    kind: 'leaf',
    condition,
    holds: ({ moment }: { readonly moment: Moment }) => holds(moment),
    holdsOn: null,
  } as const;
}
