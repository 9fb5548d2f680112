/** Why an offer matched: one reason for each leaf that holds, in the order of the rule set. */

import { minor } from '#shared/domain/money.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { Reason } from '#shared/scoring/answer/reason.ts';
import type { Condition, LeafCondition } from '#shared/scoring/language/condition.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import { weekdayOf } from './reference-calendar.ts';
import { asksForMember, holds, openRecurrence } from './reference-conditions.ts';
import type { MemberCondition } from './reference-conditions.ts';
import { selectedGross, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export function reasonsOf(sale: ReferenceSale, offer: Offer): readonly Reason[] {
  const activity =
    offer.activity === undefined ? [] : [{ kind: 'activity', activity: offer.activity.kind } as const];
  return [...activity, ...offer.conditions.flatMap((condition) => reasonsOfCondition(sale, condition))];
}

function reasonsOfCondition(sale: ReferenceSale, condition: Condition): readonly Reason[] {
  if (condition.kind === 'none' || !holds(sale, condition)) return [];
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.flatMap((child) => reasonsOfCondition(sale, child));
  }
  return [reasonOf(sale, condition)];
}

function reasonOf(sale: ReferenceSale, leaf: LeafCondition): Reason {
  if (asksForMember(leaf)) {
    if (sale.input.member === null) throw new Error('a condition of a member holds for a member');
    return memberReason(sale.input.member, leaf);
  }
  switch (leaf.kind) {
    case 'store':
    case 'storeGroup':
      return { kind: 'store' };
    case 'dates':
      return { kind: 'dates', until: leaf.until, untilTime: leaf.untilTime ?? null };
    case 'weekdays':
      return { kind: 'weekday', weekday: weekdayOf(sale.input.moment.localDate) };
    case 'hours':
      return { kind: 'hours', until: leaf.until };
    case 'recurring':
      return { kind: 'recurring', isEstimated: openRecurrence(sale, leaf)?.isEstimated ?? false };
    case 'amount': {
      const haveMinor = minor(selectedGross(sale, leaf.of));
      return { kind: 'amount', of: leaf.of ?? null, haveMinor, boundMinor: leaf.amountMinor };
    }
    case 'quantity': {
      const have = selectedQuantity(sale, leaf.of);
      return { kind: 'quantity', of: leaf.of ?? null, have, atLeast: leaf.atLeast };
    }
    case 'contains':
      return { kind: 'contains', of: leaf.of, amountMinor: minor(selectedGross(sale, leaf.of)) };
    case 'paymentMeans': {
      const { trigger } = sale.input;
      return { kind: 'paymentMeans', means: (trigger.kind === 'sale' ? trigger.paymentMeans : null) ?? '' };
    }
  }
}

function memberReason(member: MemberFacts, leaf: MemberCondition): Reason {
  switch (leaf.kind) {
    case 'tier':
      return { kind: 'tier', tierId: member.tierId };
    case 'segment':
      return { kind: 'segment', segmentId: leaf.anyOf.find((one) => member.segments.includes(one)) ?? '' };
    case 'memberTag':
      return { kind: 'memberTag', tag: leaf.anyOf.find((one) => member.tags.includes(one)) ?? '' };
    case 'arm':
    case 'rollout':
      return { kind: 'experiment', experimentId: leaf.experimentId };
    case 'earlierVisits':
    case 'firstPurchase':
      return { kind: 'visit', visitNumber: member.earlierVisits + 1 };
    case 'daysSinceLastVisit':
      return { kind: 'daysSinceLastVisit', days: member.daysSinceLastVisit ?? 0 };
    case 'purchases': {
      const have = member.purchases[periodKey(leaf.period)]?.[leaf.measure] ?? 0;
      return { kind: 'purchases', measure: leaf.measure, have };
    }
    case 'effectiveDate':
      return { kind: 'effectiveDate', dateKind: leaf.dateKind };
    case 'referrer':
      return { kind: 'referrer', referrals: member.referrals };
    case 'member':
    case 'referred':
    case 'consent':
      return { kind: leaf.kind };
  }
}
