/** What conditions refer to by name, looked up while a rule set is compiled. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { isInRecurring } from '../facts/recurring-dates.ts';
import type { RecurringAnswer, RecurringCondition } from '../facts/recurring-dates.ts';
import { weekdayOf } from '../facts/weekday.ts';
import type { Weekday } from '../language/period.ts';
import type { Experiment, RuleSet } from '../language/rule-set.ts';

export type RuleNames = {
  /** Stores of the named groups together. */
  readonly storesOf: (storeGroupIds: readonly string[]) => ReadonlySet<StoreId>;
  readonly experiment: (experimentId: string) => Experiment | undefined;
  /** Worked out once for each date, however many offers ask. */
  readonly weekdayOn: (localDate: IsoDate) => Weekday;
  readonly recurringOn: (condition: RecurringCondition) => (localDate: IsoDate) => RecurringAnswer;
};

/** Sales come day by day; a year and some is more than any walk over days looks at. */
const datesRememberedMax = 800;

export function createRuleNames(ruleSet: RuleSet): RuleNames {
  const { hijriMonthStarts = [] } = ruleSet;
  const storeGroups = new Map(
    (ruleSet.storeGroups ?? []).map((group) => [group.storeGroupId, group.storeIds]),
  );
  const experiments = new Map((ruleSet.experiments ?? []).map((one) => [one.experimentId, one]));
  const recurringByText = new Map<string, (localDate: IsoDate) => RecurringAnswer>();
  return {
    storesOf: (storeGroupIds) => new Set(storeGroupIds.flatMap((groupId) => storeGroups.get(groupId) ?? [])),
    experiment: (experimentId) => experiments.get(experimentId),
    weekdayOn: rememberedByDate(weekdayOf),
    recurringOn: (condition) => {
      const text = JSON.stringify(condition);
      const known = recurringByText.get(text);
      if (known !== undefined) return known;
      const made = rememberedByDate((localDate) => isInRecurring(localDate, condition, { hijriMonthStarts }));
      recurringByText.set(text, made);
      return made;
    },
  };
}

function rememberedByDate<Answer>(ask: (localDate: IsoDate) => Answer): (localDate: IsoDate) => Answer {
  const answers = new Map<IsoDate, Answer>();
  return (localDate) => {
    const known = answers.get(localDate);
    if (known !== undefined) return known;
    if (answers.size >= datesRememberedMax) answers.clear();
    const answer = ask(localDate);
    answers.set(localDate, answer);
    return answer;
  };
}
