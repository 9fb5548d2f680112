/** How far the limits are used up that members share: of the chain, of each store, of each till. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { minor } from '#shared/domain/money.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { LimitQuestion, LimitQuestions } from '#shared/scoring/facts/fact-questions.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import { sortedRecord } from '#shared/scoring/facts/sorted-record.ts';
import type { Limit } from '#shared/scoring/language/limit.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import type { CalendarMemory } from './calendar-memory.ts';
import { createDayTally } from './day-tally.ts';
import type { DayTally, Sums } from './day-tally.ts';
import type { LimitEvent } from './limit-events.ts';
import { mostCostOf } from './most-cost.ts';
import type { MostCost, SaleSize } from './most-cost.ts';

export type SaleSpot = { readonly date: IsoDate; readonly storeId: StoreId; readonly tillId: string };

/** By offer. Of several limits with the same period and the same sharers the smaller ones count. */
export function sharedBudgets({ questions, byId }: CompiledRuleSet): LimitQuestions {
  const budgets = [...questions.sharedLimits].map(([offerId, ofOffer]): [OfferId, LimitQuestion[]] => {
    const limits = byId.get(offerId)?.offer.limits ?? [];
    return [offerId, ofOffer.map((question) => ({ ...question, limit: smallest(question, limits) }))];
  });
  return new Map(budgets);
}

function smallest({ offerId, limit, key }: LimitQuestion, limits: readonly Limit[]): Limit {
  const alike = limits.filter((each) => limitKey(offerId, each) === key);
  const uses = alike.flatMap((each) => each.uses ?? []);
  const costsMinor = alike.flatMap((each) => each.costMinor ?? []);
  return {
    scope: limit.scope,
    ...(limit.period === undefined ? {} : { period: limit.period }),
    ...(uses.length === 0 ? {} : { uses: Math.min(...uses) }),
    ...(costsMinor.length === 0 ? {} : { costMinor: minor(Math.min(...costsMinor)) }),
  };
}

export type SharedUse = SaleSpot & Pick<LimitEvent, 'offerId' | 'costMinor'>;

export type SharedUses = {
  /** So many times, negative to take back. */
  readonly add: (use: SharedUse, times: number) => void;
  /** Never negative. */
  readonly sums: (question: LimitQuestion, spot: SaleSpot) => Sums;
};

export function createSharedUses(limits: LimitQuestions, calendar: CalendarMemory): SharedUses {
  const tallies = new Map<LimitQuestion, Map<string, DayTally>>();
  const nothing: Sums = { count: 0, amountMinor: 0 };
  return {
    add: (use, times) => {
      for (const question of limits.get(use.offerId) ?? []) {
        const tally = tallyOf(tallies, question, sharePlace(question.limit, use));
        tally.add(use.date, times, use.costMinor * times);
      }
    },
    sums: (question, spot) => {
      const { limit } = question;
      const tally = tallies.get(question)?.get(sharePlace(limit, spot));
      if (tally === undefined) return nothing;
      const start = calendar.periodStart(limit.period ?? 'lifetime', spot.date);
      const { count, amountMinor } = tally.within(start, spot.date);
      return { count: Math.max(0, count), amountMinor: Math.max(0, amountMinor) };
    },
  };
}

function tallyOf(
  tallies: Map<LimitQuestion, Map<string, DayTally>>,
  question: LimitQuestion,
  place: string,
): DayTally {
  const byPlace = tallies.get(question) ?? new Map<string, DayTally>();
  tallies.set(question, byPlace);
  const tally = byPlace.get(place) ?? createDayTally();
  byPlace.set(place, tally);
  return tally;
}

/** Who shares the limit, as one text: everybody, a store, a till of a store. */
export function sharePlace({ scope }: Limit, { storeId, tillId }: Omit<SaleSpot, 'date'>): string {
  if (scope === 'store') return storeId;
  return scope === 'till' ? `${storeId}\n${tillId}` : '';
}

export type LimitStates = {
  /** Equal texts: what is left makes no difference to a sale that only these offers match. */
  readonly text: (offerIds: readonly OfferId[], sale: SaleSpot & SaleSize) => string;
  /** For the engine, of all limits that could make a difference. */
  readonly uses: (sale: SaleSpot & SaleSize) => Readonly<Record<string, LimitUse>>;
};

const noUses: Readonly<Record<string, LimitUse>> = {};

export function createLimitStates(
  compiled: CompiledRuleSet,
  budgets: LimitQuestions,
  shared: SharedUses,
): LimitStates {
  const mostCosts = new Map<OfferId, MostCost>();
  for (const offerId of budgets.keys()) {
    const offer = compiled.byId.get(offerId)?.offer;
    if (offer !== undefined) mostCosts.set(offerId, mostCostOf(offer, compiled.pricing));
  }
  const stateOf = (question: LimitQuestion, sale: SaleSpot & SaleSize): LimitUse | null => {
    const { limit, offerId } = question;
    const { count, amountMinor } = shared.sums(question, sale);
    const { uses = Number.POSITIVE_INFINITY, costMinor = Number.POSITIVE_INFINITY } = limit;
    if (count >= uses || amountMinor >= costMinor) {
      // However much it was overdrawn in a pass that did not know better.
      return { uses: limit.uses ?? 0, costMinor: minor(limit.costMinor ?? 0) };
    }
    const leftMinor = costMinor - amountMinor;
    const isAmple =
      leftMinor === Number.POSITIVE_INFINITY || leftMinor >= (mostCosts.get(offerId)?.(sale) ?? 0);
    return isAmple ? null : { uses: 0, costMinor: minor(amountMinor) };
  };
  return {
    text: (offerIds, sale) => {
      let text = '';
      for (const offerId of offerIds) {
        for (const question of budgets.get(offerId) ?? []) {
          const state = stateOf(question, sale);
          if (state !== null) text += `${question.key}=${state.uses},${state.costMinor};`;
        }
      }
      return text;
    },
    uses: (sale) => {
      const found: [string, LimitUse][] = [];
      for (const questions of budgets.values()) {
        for (const question of questions) {
          const state = stateOf(question, sale);
          if (state !== null) found.push([question.key, state]);
        }
      }
      return found.length === 0 ? noUses : sortedRecord(found);
    },
  };
}
