/** The one text of a rule set that its hash is taken over. */

import { compareTexts } from '#shared/kernel/order.ts';
import type { RuleSet } from './rule-set.ts';

/** JSON with the keys of every object in code-unit order and no white space; the order of offers stays. */
export function canonicalRuleSet(ruleSet: RuleSet): string {
  return JSON.stringify(ruleSet, withSortedKeys);
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => compareTexts(left, right)));
}
