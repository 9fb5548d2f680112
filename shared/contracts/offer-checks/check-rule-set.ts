/** What the schema cannot see: offers that contradict themselves, name what is not there, or cannot give what they say. */

import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { checkConditions } from './check-conditions.ts';
import { checkDates } from './check-dates.ts';
import { checkEffects } from './check-effects.ts';
import { armsTooLarge, duplicateIds } from './check-ids.ts';
import { checkLimits } from './check-limits.ts';
import { checkNames } from './check-names.ts';
import { checkStacking } from './check-stacking.ts';
import { worthTooLarge } from './check-sums.ts';
import type { ChainNames } from './check-names.ts';
import { problemsMax } from './rule-set-problem.ts';
import type { RuleSetProblem } from './rule-set-problem.ts';

/**
 * Every problem of a well-formed rule set, at most `problemsMax`, in the order of the file. It may be published when none
 * is refused. Names of the chain are checked only where `chain` holds them.
 */
export function checkRuleSet(ruleSet: RuleSet, chain: ChainNames = {}): readonly RuleSetProblem[] {
  const problems = [
    ...duplicateIds(ruleSet),
    ...armsTooLarge(ruleSet),
    ...worthTooLarge(ruleSet),
    ...checkDates(ruleSet),
    ...checkNames(ruleSet, chain),
    ...checkConditions(ruleSet, chain),
    ...checkEffects(ruleSet),
    ...checkLimits(ruleSet),
    ...checkStacking(ruleSet),
  ];
  return problems.toSorted(byPlace).slice(0, problemsMax);
}

export function isPublishable(problems: readonly RuleSetProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

function byPlace(left: RuleSetProblem, right: RuleSetProblem): number {
  const length = Math.min(left.path.length, right.path.length);
  for (let index = 0; index < length; index += 1) {
    const [one = '', other = ''] = [left.path[index], right.path[index]];
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one) < String(other) ? -1 : 1;
  }
  return left.path.length - right.path.length;
}
