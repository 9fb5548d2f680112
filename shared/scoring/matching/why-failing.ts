/** Why an offer does not match: its first condition that does not hold, with the numbers. */

import type { Failing } from '../answer/reason.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { Condition } from '../language/condition.ts';
import { periodKey } from '../language/period.ts';
import type { CompiledCondition, CompiledOffer } from './compiled-offer.ts';
import { needsMember } from './required-leaves.ts';

type Numbers = Pick<Failing, 'have' | 'need'>;
const noNumbers: Numbers = { have: null, need: null };

/**
 * In the order of the rule set, and last the member that an effect needs. Undefined when all hold: the offer matches,
 * or it is of another trigger (see `fitsTrigger`), or the basket is empty.
 */
export function whyFailing({ offer, tests }: CompiledOffer, facts: SaleFacts): Failing | undefined {
  const unmet = tests.conditions.find(({ holds }) => !holds(facts));
  if (unmet !== undefined) return failingOf(unmet, facts);
  if (facts.member !== null || !needsMember(offer)) return undefined;
  return { condition: { kind: 'member' }, ...noNumbers, isExcluding: false };
}

function failingOf(compiled: CompiledCondition, facts: SaleFacts): Failing {
  if (compiled.kind === 'group') {
    const isExcluding = compiled.condition.kind === 'none';
    const cause = compiled.of.find(({ holds }) => holds(facts) === isExcluding);
    if (cause !== undefined && !isExcluding) return failingOf(cause, facts);
    const { condition } = cause ?? compiled;
    return { condition, ...numbersOf(condition, facts), isExcluding };
  }
  const { condition } = compiled;
  return { condition, ...numbersOf(condition, facts), isExcluding: false };
}

function numbersOf(condition: Condition, facts: SaleFacts): Numbers {
  if (condition.kind === 'amount') {
    return { have: facts.selected(condition.of).grossMinor, need: condition.amountMinor };
  }
  if (condition.kind === 'quantity') {
    return { have: facts.selected(condition.of).quantity, need: condition.atLeast };
  }
  const { member } = facts;
  if (member === null) return noNumbers;
  const { kind } = condition;
  if (kind === 'earlierVisits') return brokenBound(member.earlierVisits, condition);
  if (kind === 'firstPurchase') return { have: member.earlierVisits, need: 0 };
  if (kind === 'daysSinceLastVisit') return brokenBound(member.daysSinceLastVisit, condition);
  if (kind === 'referrer') return { have: member.referrals, need: condition.atLeast };
  if (kind !== 'purchases') return noNumbers;
  const purchases = member.purchases[periodKey(condition.period)];
  return brokenBound(purchases?.[condition.measure] ?? 0, condition);
}

/** The upper bound where there is too much already. */
function brokenBound(
  have: number | null,
  { atLeast, atMost }: { readonly atLeast: number; readonly atMost?: number },
): Numbers {
  return { have, need: have !== null && atMost !== undefined && have > atMost ? atMost : atLeast };
}
