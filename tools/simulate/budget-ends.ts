/** When shared budgets run out in a history, and how far they are used where they last. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { mulDiv } from '#shared/kernel/int-math.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { LimitQuestion } from '#shared/scoring/facts/fact-questions.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { createCalendarMemory } from './calendar-memory.ts';
import { eventAt, scopeBits } from './limit-events.ts';
import type { LimitEvent, LimitEvents } from './limit-events.ts';
import { createSharedUses, sharedBudgets, sharePlace } from './shared-uses.ts';

export type BudgetEnd = {
  readonly offerId: OfferId;
  readonly limit: Limit;
  /** Null for the whole chain, and where nobody used the offer. */
  readonly storeId: StoreId | null;
  readonly tillId: string | null;
  /** The first sale that left nothing, or that got less than it should have; null when the budget lasts. */
  readonly runsOutAt: { readonly date: IsoDate; readonly minuteOfDay: number } | null;
  /** Periods in which it runs out; days where the period is the last so many days. */
  readonly periodsRunOut: number;
  /** The largest share that was used within one period; 10,000 is all. */
  readonly usedBasisPoints: number;
};

type Running = { -readonly [Name in keyof BudgetEnd]: BudgetEnd[Name] } & {
  /** First days of the periods in which it ran out. */
  readonly starts: Set<IsoDate | null>;
};

const byName = inOrder<BudgetEnd>(
  (left, right) => compareTexts(left.offerId, right.offerId),
  (left, right) => compareTexts(JSON.stringify(left.limit), JSON.stringify(right.limit)),
  (left, right) => compareTexts(left.storeId ?? '', right.storeId ?? ''),
  (left, right) => compareTexts(left.tillId ?? '', right.tillId ?? ''),
);

/** One for each limit and each store or till that shares it, by offer. */
export function budgetEnds(compiled: CompiledRuleSet, events: LimitEvents): readonly BudgetEnd[] {
  const limits = sharedBudgets(compiled);
  const calendar = createCalendarMemory(compiled);
  const shared = createSharedUses(limits, calendar);
  const budgets = new Map<LimitQuestion, Map<string, Running>>();
  for (const questions of limits.values()) for (const each of questions) budgets.set(each, new Map());
  for (let index = 0; index < events.lines.length; index += 1) {
    const event = eventAt(events, index);
    shared.add(event, 1);
    for (const question of limits.get(event.offerId) ?? []) {
      const { limit } = question;
      const budget = budgetOf(budgets, question, event);
      const used = usedShare(limit, shared.sums(question, event));
      budget.usedBasisPoints = Math.max(budget.usedBasisPoints, used);
      if (used < whole && !isCut(limit, event)) continue;
      budget.runsOutAt ??= { date: event.date, minuteOfDay: event.minuteOfDay };
      budget.starts.add(calendar.periodStart(limit.period ?? 'lifetime', event.date));
    }
  }
  const ends: BudgetEnd[] = [];
  for (const [question, byPlace] of budgets) {
    if (byPlace.size === 0) ends.push(untouched(question));
    for (const { starts, ...end } of byPlace.values()) ends.push({ ...end, periodsRunOut: starts.size });
  }
  return ends.toSorted(byName);
}

function budgetOf(
  budgets: Map<LimitQuestion, Map<string, Running>>,
  question: LimitQuestion,
  event: LimitEvent,
): Running {
  const byPlace = budgets.get(question) ?? new Map<string, Running>();
  const place = sharePlace(question.limit, event);
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const { scope } = question.limit;
  const budget = {
    ...untouched(question),
    storeId: scope === 'chain' ? null : event.storeId,
    tillId: scope === 'till' ? event.tillId : null,
    starts: new Set<IsoDate | null>(),
  };
  byPlace.set(place, budget);
  return budget;
}

function untouched({ offerId, limit }: LimitQuestion): BudgetEnd {
  const isNothing = limit.uses === 0 || limit.costMinor === 0;
  const usedBasisPoints = isNothing ? whole : 0;
  return { offerId, limit, storeId: null, tillId: null, runsOutAt: null, periodsRunOut: 0, usedBasisPoints };
}

const whole = 10_000;

/** What is left is too little for what was wanted, even where it is something. */
function isCut({ scope }: Limit, { cutBits }: LimitEvent): boolean {
  return scope !== 'member' && scope !== 'basket' && (cutBits & scopeBits[scope]) !== 0;
}

function usedShare(limit: Limit, used: { readonly count: number; readonly amountMinor: number }): number {
  return Math.max(shareOf(used.count, limit.uses), shareOf(used.amountMinor, limit.costMinor));
}

function shareOf(used: number, limit: number | undefined): number {
  if (limit === undefined) return 0;
  return limit === 0 ? whole : mulDiv(used, [whole, limit], 'floor');
}
