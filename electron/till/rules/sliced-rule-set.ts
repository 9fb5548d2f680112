/**
 * A checked rule set on its way from the thread that checked it: as texts of a few offers each, because taking over one
 * large value holds a till up that has a customer before it.
 */

import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { CheckedRuleSet, RuleSetCheck, RuleSetRefusal } from './check-rule-set.ts';

export type SlicedRuleSet = {
  readonly ruleSetHash: string;
  readonly body: string;
  /** JSON of the rule set without its offers. */
  readonly head: string;
  /** JSON lists of offers, `offersPerSlice` at most in each. */
  readonly slices: readonly string[];
};

export type SlicedCheck = Result<SlicedRuleSet, RuleSetRefusal>;

/** About a millisecond of work on a slow till. */
export const offersPerSlice = 50;

export function sliced(check: RuleSetCheck): SlicedCheck {
  if (!check.ok) return check;
  const { ruleSetHash, body, ruleSet } = check.value;
  const { offers, ...head } = ruleSet;
  const slices: string[] = [];
  for (let place = 0; place < offers.length; place += offersPerSlice) {
    slices.push(JSON.stringify(offers.slice(place, place + offersPerSlice)));
  }
  return ok({ ruleSetHash, body, head: JSON.stringify(head), slices });
}

/** Puts it together again, a slice in each turn. */
export async function wholeAgain(
  { ruleSetHash, body, head, slices }: SlicedRuleSet,
  nextTurn: () => Promise<void>,
): Promise<CheckedRuleSet> {
  const offers: Offer[] = [];
  for (const slice of slices) {
    // Written by `sliced` above from what the schema had let through.
    offers.push(...(JSON.parse(slice) as readonly Offer[]));
    await nextTurn();
  }
  const rest = JSON.parse(head) as Omit<RuleSet, 'offers'>; // likewise
  return { ruleSetHash, body, ruleSet: { ...rest, offers } };
}
