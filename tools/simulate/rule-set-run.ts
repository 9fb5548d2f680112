/** One rule set over the sales of a shard: first without a look at shared budgets, then again where these ran out. */

import type { HistorySale } from '#shared/contracts/history-file-schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { LimitQuestions } from '#shared/scoring/facts/fact-questions.ts';
import type { HashPorts } from '#shared/scoring/facts/member-bucket.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { noWish } from '#shared/scoring/facts/score-input.ts';
import { createCalendarMemory } from './calendar-memory.ts';
import type { KeptSale, KeptSales } from './kept-sales.ts';
import { packEvents, scopeBits } from './limit-events.ts';
import type { LimitEvent, LimitEvents } from './limit-events.ts';
import type { Grant, Outcome } from './outcome.ts';
import type { LineProblem } from './read-history.ts';
import { createRunningMembers } from './running-member.ts';
import type { RunningMember } from './running-member.ts';
import { createSaleScoring } from './sale-scoring.ts';
import { settleLimits } from './settle-limits.ts';
import { createLimitStates, createSharedUses, sharedBudgets } from './shared-uses.ts';

type Uses = Readonly<Record<string, LimitUse>>;
export type RuleSetRun = {
  readonly hasSharedLimits: boolean;
  readonly addMember: (history: MemberHistory) => void;
  /** With what shared budgets would have left if all shards had used them like this one. */
  readonly firstScore: (sale: HistorySale, spot: KeptSale) => Outcome;
  /** Goes on from this sale; it is kept when either rule set has shared limits. */
  readonly accept: (sale: KeptSale, outcome: Outcome, isKept: boolean) => void;
  /** Uses of limited offers in the kept sales. */
  readonly events: () => LimitEvents;
  /** See `settleLimits`. */
  readonly settle: (events: LimitEvents) => Result<number, LineProblem>;
  readonly outcomes: readonly Outcome[];
};

export type RuleSetRunParts = {
  readonly compiled: CompiledRuleSet;
  readonly hashes: HashPorts;
  readonly shardCount: number;
};

export function createRuleSetRun({ compiled, hashes, shardCount }: RuleSetRunParts): RuleSetRun {
  const budgets = sharedBudgets(compiled);
  const score = createHistoryScoring(compiled);
  const members = createShardMembers(compiled, hashes);
  const kept: KeptSales = { sales: [], outcomes: [], assumed: [] };
  const limits = startLimits(compiled, budgets);
  return {
    hasSharedLimits: budgets.size > 0,
    outcomes: kept.outcomes,
    addMember: members.add,
    firstScore: (sale, spot) => score(sale, members.at(spot.member), limits.states.uses(spot)),
    accept: (sale, outcome, isKept) => {
      members.at(sale.member)?.buy(outcome.bought);
      if (!isKept) return;
      kept.sales.push(sale);
      kept.outcomes.push(outcome);
      kept.assumed.push(limits.states.text(outcome.limited, sale));
      limits.addUses(sale, outcome, shardCount);
    },
    events: () => packEvents(limitedUses(kept, (offerId) => budgets.has(offerId))),
    settle: (events) =>
      settleLimits(events, {
        kept,
        ...startLimits(compiled, budgets),
        rescore: (sale, member, uses) => {
          const read = sale.reread();
          return read.ok ? ok(score(read.value, member, uses)) : read;
        },
        memberBefore: (member, index) => members.before(member, index, kept),
      }),
  };
}

function startLimits(compiled: CompiledRuleSet, budgets: LimitQuestions) {
  const shared = createSharedUses(budgets, createCalendarMemory(compiled));
  return {
    shared,
    states: createLimitStates(compiled, budgets, shared),
    addUses: ({ date, storeId, tillId }: KeptSale, { grants }: Outcome, times: number): void => {
      for (const { offerId, costMinor } of grants)
        shared.add({ offerId, costMinor, date, storeId, tillId }, times);
    },
  };
}

/** The members of the shard, as their purchases go on. */
function createShardMembers(compiled: CompiledRuleSet, hashes: HashPorts) {
  const members = createRunningMembers(compiled, hashes);
  const histories: MemberHistory[] = [];
  const running: RunningMember[] = [];
  let salesByMember: ReadonlyMap<number, readonly number[]> | null = null;
  return {
    add: (history: MemberHistory): void => {
      histories.push(history);
      running.push(members.start(history));
    },
    at: (member: number | null) => (member === null ? null : (running[member] ?? null)),
    /** Before the sale of that index, when all sales are kept. */
    before: (member: number, index: number, kept: KeptSales): RunningMember => {
      const history = histories[member];
      invariant(history !== undefined, 'a member who buys has a history');
      const started = members.start(history);
      salesByMember ??= placesByMember(kept.sales);
      for (const earlier of salesByMember.get(member) ?? []) {
        const outcome = kept.outcomes[earlier];
        if (earlier >= index || outcome === undefined) break;
        started.buy(outcome.bought);
      }
      return started;
    },
  };
}

function createHistoryScoring(compiled: CompiledRuleSet) {
  const score = createSaleScoring(compiled);
  return (sale: HistorySale, member: RunningMember | null, limitUses: Uses): Outcome => {
    const { lines, paymentMeans, storeId, soldAt } = sale;
    const { localDate, minuteOfDay } = soldAt;
    return score({
      trigger: { kind: 'sale', lines, paymentMeans },
      member: member?.factsOn(localDate) ?? null,
      moment: { localDate, minuteOfDay },
      storeId,
      limitUses,
      wish: noWish,
    });
  };
}

function limitedUses({ sales, outcomes }: KeptSales, isLimited: (offerId: string) => boolean): LimitEvent[] {
  const events: LimitEvent[] = [];
  for (const [index, { limited, grants }] of outcomes.entries()) {
    const sale = sales[index];
    if (limited.length === 0 || sale === undefined) continue;
    for (const grant of grants) if (isLimited(grant.offerId)) events.push(eventOf(sale, grant));
  }
  return events;
}

function eventOf(sale: KeptSale, { offerId, costMinor, cutBy }: Grant): LimitEvent {
  const { line, date, minuteOfDay, storeId, tillId } = sale;
  let cutBits = 0;
  if (cutBy.includes('chainBudget')) cutBits |= scopeBits.chain;
  if (cutBy.includes('storeBudget')) cutBits |= scopeBits.store;
  if (cutBy.includes('tillBudget')) cutBits |= scopeBits.till;
  return { line, offerId, costMinor, date, minuteOfDay, storeId, tillId, cutBits };
}

function placesByMember(sales: readonly KeptSale[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [index, { member }] of sales.entries()) {
    if (member === null) continue;
    const before = places.get(member);
    if (before === undefined) places.set(member, [index]);
    else before.push(index);
  }
  return places;
}
