/** Whether a condition holds, asked of the JSON itself. */

import type {
  AudienceCondition,
  Condition,
  LeafCondition,
  ScheduleCondition,
} from '#shared/scoring/language/condition.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import { dateWindowKey } from '#shared/scoring/facts/fact-questions.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import { calendarDay, dayNumberOf, weekdayOf, yearlyReturn } from './reference-calendar.ts';
import { selectedGross, selectedLines, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';

export function holds(sale: ReferenceSale, condition: Condition): boolean {
  if (condition.kind === 'all') return condition.of.every((child) => holds(sale, child));
  if (condition.kind === 'any') return condition.of.some((child) => holds(sale, child));
  if (condition.kind === 'none') return !condition.of.some((child) => holds(sale, child));
  return leafHolds(sale, condition);
}

/** Conditions that only a member can meet. */
export type MemberCondition = Exclude<AudienceCondition, { readonly kind: 'store' | 'storeGroup' }>;

const otherKinds: readonly string[] = [
  'store',
  'storeGroup',
  'dates',
  'weekdays',
  'hours',
  'recurring',
  'amount',
  'quantity',
  'contains',
  'paymentMeans',
];

export function asksForMember(leaf: LeafCondition): leaf is MemberCondition {
  return !otherKinds.includes(leaf.kind);
}

function leafHolds(sale: ReferenceSale, leaf: LeafCondition): boolean {
  if (asksForMember(leaf)) return sale.input.member !== null && memberHolds(sale, sale.input.member, leaf);
  switch (leaf.kind) {
    case 'store':
      return leaf.anyOf.includes(sale.input.storeId);
    case 'storeGroup':
      return (sale.ruleSet.storeGroups ?? []).some(
        ({ storeGroupId, storeIds }) =>
          leaf.anyOf.includes(storeGroupId) && storeIds.includes(sale.input.storeId),
      );
    case 'dates':
    case 'weekdays':
    case 'hours':
    case 'recurring':
      return scheduleHolds(sale, leaf);
    case 'amount': {
      const have = selectedGross(sale, leaf.of);
      return leaf.bound === 'above' ? have > leaf.amountMinor : have >= leaf.amountMinor;
    }
    case 'quantity':
      return selectedQuantity(sale, leaf.of) >= leaf.atLeast;
    case 'contains':
      return selectedLines(sale, leaf.of).length > 0;
    case 'paymentMeans': {
      const { trigger } = sale.input;
      return (
        trigger.kind === 'sale' && trigger.paymentMeans !== null && leaf.anyOf.includes(trigger.paymentMeans)
      );
    }
  }
}

function memberHolds(sale: ReferenceSale, member: MemberFacts, leaf: MemberCondition): boolean {
  switch (leaf.kind) {
    case 'member':
      return true;
    case 'tier':
      return leaf.anyOf.includes(member.tierId);
    case 'segment':
      return leaf.anyOf.some((segment) => member.segments.includes(segment));
    case 'memberTag':
      return leaf.anyOf.some((tag) => member.tags.includes(tag));
    case 'consent':
      return leaf.allOf.every((consent) => member.consents.includes(consent));
    case 'arm': {
      const arm = armOf(sale, member, leaf.experimentId);
      return arm !== null && leaf.anyOf.includes(arm);
    }
    case 'rollout':
      return (member.buckets[leaf.experimentId] ?? 10_000) < leaf.basisPoints;
    case 'earlierVisits':
      return isWithin(member.earlierVisits, leaf);
    case 'firstPurchase':
      return member.earlierVisits === 0;
    case 'daysSinceLastVisit':
      return member.daysSinceLastVisit !== null && isWithin(member.daysSinceLastVisit, leaf);
    case 'purchases':
      return isWithin(member.purchases[periodKey(leaf.period)]?.[leaf.measure] ?? 0, leaf);
    case 'effectiveDate':
      return member.openWindows.includes(dateWindowKey(leaf));
    case 'referred':
      return member.isReferred;
    case 'referrer':
      return member.referrals >= leaf.atLeast;
  }
}

function isWithin(have: number, bounds: { readonly atLeast: number; readonly atMost?: number }): boolean {
  return have >= bounds.atLeast && (bounds.atMost === undefined || have <= bounds.atMost);
}

/** Arms take consecutive ranges of places, from 0 on; who is behind the last is in the control group. */
function armOf(sale: ReferenceSale, member: MemberFacts, experimentId: string): string | null {
  const experiment = (sale.ruleSet.experiments ?? []).find((one) => one.experimentId === experimentId);
  const bucket = member.buckets[experimentId];
  if (experiment === undefined || bucket === undefined) return null;
  let end = 0;
  for (const { armId, basisPoints } of experiment.arms) {
    end += basisPoints;
    if (bucket < end) return armId;
  }
  return null;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function scheduleHolds(sale: ReferenceSale, condition: ScheduleCondition): boolean {
  const { localDate, minuteOfDay } = sale.input.moment;
  switch (condition.kind) {
    case 'dates': {
      const now = dayNumberOf(localDate) * 1_440 + minuteOfDay;
      const start = dayNumberOf(condition.from) * 1_440 + minutesOf(condition.fromTime ?? '00:00');
      const end = dayNumberOf(condition.until) * 1_440 + minutesOf(condition.untilTime ?? '24:00');
      return start <= now && now < end;
    }
    case 'weekdays':
      return condition.anyOf.includes(weekdayOf(localDate));
    case 'hours': {
      const from = minutesOf(condition.from);
      const until = minutesOf(condition.until);
      if (until <= from) return minuteOfDay >= from || minuteOfDay < until;
      return minuteOfDay >= from && minuteOfDay < until;
    }
    case 'recurring':
      return openRecurrence(sale, condition) !== null;
  }
}

/** The yearly stretch that today lies in, if any. */
export function openRecurrence(
  sale: ReferenceSale,
  condition: Extract<ScheduleCondition, { readonly kind: 'recurring' }>,
): { readonly isEstimated: boolean } | null {
  const { calendar, from, until, missingDay = 'lastOfMonth' } = condition;
  const rule = { calendar, missingDay, starts: sale.ruleSet.hijriMonthStarts ?? [] };
  const today = dayNumberOf(sale.input.moment.localDate);
  const { year } = calendarDay(today, calendar);
  const isOverNewYear = until.month < from.month || (until.month === from.month && until.day < from.day);
  for (const startYear of [year - 1, year, year + 1]) {
    const start = yearlyReturn(startYear, from, rule);
    const end = yearlyReturn(isOverNewYear ? startYear + 1 : startYear, until, rule);
    if (start === null || end === null) continue;
    if (start.dayNumber <= today && today <= end.dayNumber) {
      return { isEstimated: start.isEstimated || end.isEstimated };
    }
  }
  return null;
}
