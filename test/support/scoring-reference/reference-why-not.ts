/** The first condition of an offer that does not hold, in the order of the rule set. */

import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { Condition } from '#shared/scoring/language/condition.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import { holds } from './reference-conditions.ts';
import { matches, triggerFits } from './reference-match.ts';
import { needsMember, selectedGross, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export type ReferenceFailing = {
  readonly condition: Condition;
  readonly have: number | null;
  readonly need: number | null;
  readonly isExcluding: boolean;
};

export type ReferenceWhyNot =
  | { readonly kind: 'matched' | 'otherTrigger' | 'emptyBasket' }
  | { readonly kind: 'failing'; readonly failing: ReferenceFailing };

export function referenceWhyNot(sale: ReferenceSale, offer: Offer): ReferenceWhyNot {
  if (matches(sale, offer)) return { kind: 'matched' };
  if (!triggerFits(sale, offer)) return { kind: 'otherTrigger' };
  if (sale.input.trigger.kind === 'sale' && sale.lines.length === 0) return { kind: 'emptyBasket' };
  const unmet = offer.conditions.find((condition) => !holds(sale, condition));
  if (unmet !== undefined) return { kind: 'failing', failing: failingOf(sale, unmet) };
  if (!needsMember(offer)) throw new Error('an offer that does not match lacks something');
  return {
    kind: 'failing',
    failing: { condition: { kind: 'member' }, have: null, need: null, isExcluding: false },
  };
}

function failingOf(sale: ReferenceSale, condition: Condition): ReferenceFailing {
  if (condition.kind === 'all' || condition.kind === 'any') {
    const unmet = condition.of.find((child) => !holds(sale, child));
    if (unmet === undefined) throw new Error('a group that fails has a child that fails');
    return failingOf(sale, unmet);
  }
  if (condition.kind === 'none') {
    const met = condition.of.find((child) => holds(sale, child));
    if (met === undefined) throw new Error('an exclusion that fails has a child that holds');
    return { condition: met, ...numbersOf(sale, met), isExcluding: true };
  }
  return { condition, ...numbersOf(sale, condition), isExcluding: false };
}

function numbersOf(
  sale: ReferenceSale,
  condition: Condition,
): { readonly have: number | null; readonly need: number | null } {
  if (condition.kind === 'amount') {
    return { have: selectedGross(sale, condition.of), need: condition.amountMinor };
  }
  if (condition.kind === 'quantity') {
    return { have: selectedQuantity(sale, condition.of), need: condition.atLeast };
  }
  const { member } = sale.input;
  return member === null ? { have: null, need: null } : memberNumbers(member, condition);
}

function memberNumbers(
  member: MemberFacts,
  condition: Condition,
): { readonly have: number | null; readonly need: number | null } {
  if (condition.kind === 'earlierVisits') return bounded(member.earlierVisits, condition);
  if (condition.kind === 'firstPurchase') return { have: member.earlierVisits, need: 0 };
  if (condition.kind === 'daysSinceLastVisit') return bounded(member.daysSinceLastVisit, condition);
  if (condition.kind === 'purchases') {
    return bounded(member.purchases[periodKey(condition.period)]?.[condition.measure] ?? 0, condition);
  }
  if (condition.kind === 'referrer') return { have: member.referrals, need: condition.atLeast };
  return { have: null, need: null };
}

/** The bound that is broken: the upper one where there is too much already. */
function bounded(
  have: number | null,
  { atLeast, atMost }: { readonly atLeast: number; readonly atMost?: number },
): { readonly have: number | null; readonly need: number } {
  return { have, need: have !== null && atMost !== undefined && have > atMost ? atMost : atLeast };
}
