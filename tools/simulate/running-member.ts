/** A member whose purchases go on while a history is simulated: the facts are at hand before each sale. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { HashPorts } from '#shared/scoring/facts/member-bucket.ts';
import { memberBucket } from '#shared/scoring/facts/member-bucket.ts';
import type { LimitUse, MemberFacts, Purchases } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import { sortedRecord } from '#shared/scoring/facts/sorted-record.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { FactQuestions } from '#shared/scoring/facts/fact-questions.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import type { Period } from '#shared/scoring/language/period.ts';
import { createCalendarMemory } from './calendar-memory.ts';
import type { CalendarMemory } from './calendar-memory.ts';
import { createDayTally } from './day-tally.ts';
import type { DayTally } from './day-tally.ts';

/** What a finished sale changes about its member. */
export type Bought = {
  readonly date: IsoDate;
  readonly paidMinor: number;
  /** Of the applied offers. */
  readonly uses: readonly { readonly offerId: OfferId; readonly costMinor: number }[];
  readonly stamps: readonly Stamps[];
};

export type Stamps = { readonly stampCardId: string; readonly count: number };

export type RunningMember = {
  readonly buy: (bought: Bought) => void;
  /** Equal to what is derived from the whole list of earlier sales. */
  readonly factsOn: (today: IsoDate) => MemberFacts;
};

/** Of the same member after as many sales: whether the sales differed in anything that the rule set asks about. */
export function isSameMember(left: MemberFacts, right: MemberFacts): boolean {
  return (
    left.earlierVisits === right.earlierVisits &&
    left.daysSinceLastVisit === right.daysSinceLastVisit &&
    JSON.stringify(left.purchases) === JSON.stringify(right.purchases) &&
    JSON.stringify(left.stamps) === JSON.stringify(right.stamps) &&
    JSON.stringify(left.limitUses) === JSON.stringify(right.limitUses)
  );
}

/** For one rule set: what it does not ask about is not kept. */
export type RunningMembers = { readonly start: (history: MemberHistory) => RunningMember };

export function createRunningMembers(compiled: CompiledRuleSet, hashes: HashPorts): RunningMembers {
  const { questions, pricing } = compiled;
  const calendar = createCalendarMemory(compiled);
  const periods = questions.periods
    .map((period) => ({ key: periodKey(period), period }))
    .toSorted((left, right) => compareTexts(left.key, right.key));
  const stampsNeeded = new Map(
    [...questions.stampCardIds].map((id) => [id, pricing.stampCards.get(id)?.stampsNeeded ?? 1]),
  );
  const rules: Rules = { questions, calendar, periods, stampsNeeded };
  return { start: (history) => startMember(history, rules, hashes) };
}

type Rules = {
  readonly questions: FactQuestions;
  readonly calendar: CalendarMemory;
  /** By key. */
  readonly periods: readonly { readonly key: string; readonly period: Period }[];
  readonly stampsNeeded: ReadonlyMap<string, number>;
};

/** What no sale changes. */
type Fixed = Pick<
  MemberFacts,
  'tierId' | 'segments' | 'tags' | 'consents' | 'isReferred' | 'referrals' | 'buckets'
>;

type Running = {
  visitCount: number;
  spentMinor: number;
  lastVisitOn: IsoDate | null;
  /** Null when the rule set asks about no period but the lifetime. */
  readonly purchases: DayTally | null;
  readonly uses: Map<OfferId, DayTally>;
  readonly stamps: Map<string, number>;
};

function startMember(history: MemberHistory, rules: Rules, hashes: HashPorts): RunningMember {
  const fixed = fixedFacts(history, rules.questions, hashes);
  const running = startRunning(history, rules);
  return {
    buy: ({ date, paidMinor, uses, stamps }) => {
      running.visitCount = addInt(running.visitCount, 1);
      running.spentMinor = addInt(running.spentMinor, paidMinor);
      // A sale on the clock of a store further west does not make the last visit an earlier one.
      if (running.lastVisitOn === null || running.lastVisitOn < date) running.lastVisitOn = date;
      running.purchases?.add(date, 1, paidMinor);
      for (const { offerId, costMinor } of uses)
        addUse(running, rules, { offerId, date, uses: 1, costMinor });
      for (const given of stamps) addStamps(running, rules, given);
    },
    factsOn: (today) => ({
      tierId: fixed.tierId,
      segments: fixed.segments,
      tags: fixed.tags,
      consents: fixed.consents,
      earlierVisits: running.visitCount,
      daysSinceLastVisit: daysSince(running.lastVisitOn, today, rules.calendar),
      purchases: purchasesOn(today, running, rules),
      openWindows: rules.calendar.openWindows(history, today),
      isReferred: fixed.isReferred,
      referrals: fixed.referrals,
      buckets: fixed.buckets,
      stamps: stampsOf(running),
      limitUses: usesOn(today, running, rules),
    }),
  };
}

function fixedFacts(history: MemberHistory, questions: FactQuestions, hashes: HashPorts): Fixed {
  const { traits, tierId, memberRef } = history;
  return {
    tierId,
    segments: asked(traits.segments, questions.segments),
    tags: asked(traits.tags, questions.tags),
    consents: asked(traits.consents, questions.consents),
    isReferred: traits.isReferred,
    referrals: traits.referrals,
    buckets: sortedRecord(
      questions.experiments.map(({ experimentId, salt }) => [
        experimentId,
        memberBucket(salt, memberRef, hashes),
      ]),
    ),
  };
}

function asked(has: readonly string[], names: ReadonlySet<string>): readonly string[] {
  return has.length === 0 ? has : [...new Set(has)].filter((name) => names.has(name)).toSorted(compareTexts);
}

function startRunning(history: MemberHistory, rules: Rules): Running {
  const asksForDays = rules.periods.some(({ period }) => period !== 'lifetime');
  const running: Running = {
    visitCount: history.visitCount,
    spentMinor: history.spentMinor,
    lastVisitOn: history.lastVisitOn,
    purchases: asksForDays ? createDayTally() : null,
    uses: new Map(),
    stamps: new Map(),
  };
  for (const { date, visits, spentMinor } of history.purchaseDays)
    running.purchases?.add(date, visits, spentMinor);
  for (const use of history.offerUses) addUse(running, rules, use);
  for (const [stampCardId, count] of Object.entries(history.stampsCollected)) {
    addStamps(running, rules, { stampCardId, count });
  }
  return running;
}

type DatedUse =
  | MemberHistory['offerUses'][number]
  | { offerId: OfferId; date: IsoDate; uses: 1; costMinor: number };

function addUse(running: Running, { questions }: Rules, { offerId, date, uses, costMinor }: DatedUse): void {
  if (!questions.memberLimits.has(offerId)) return;
  let tally = running.uses.get(offerId);
  if (tally === undefined) {
    tally = createDayTally();
    running.uses.set(offerId, tally);
  }
  tally.add(date, uses, costMinor);
}

/** Full cards are handed in by themselves: what counts is what lies beyond the last full one. */
function addStamps(running: Running, { stampsNeeded }: Rules, { stampCardId, count }: Stamps): void {
  const needed = stampsNeeded.get(stampCardId);
  if (needed === undefined) return;
  running.stamps.set(stampCardId, ((running.stamps.get(stampCardId) ?? 0) + (count % needed)) % needed);
}

/** A last visit after today, on the clock of a store further east, is a visit of today. */
function daysSince(
  lastVisitOn: IsoDate | null,
  today: IsoDate,
  { dayNumber }: CalendarMemory,
): number | null {
  return lastVisitOn === null ? null : Math.max(0, dayNumber(today) - dayNumber(lastVisitOn));
}

const noPurchases: MemberFacts['purchases'] = {};

function purchasesOn(
  today: IsoDate,
  running: Running,
  { periods, calendar }: Rules,
): MemberFacts['purchases'] {
  if (periods.length === 0) return noPurchases;
  const found: Record<string, Purchases> = {};
  for (const { key, period } of periods) {
    const { purchases } = running;
    if (period === 'lifetime' || purchases === null) {
      found[key] = { visits: running.visitCount, spentMinor: minor(running.spentMinor) };
      continue;
    }
    const { count, amountMinor } = purchases.within(calendar.periodStart(period, today), today);
    found[key] = { visits: count, spentMinor: minor(amountMinor) };
  }
  return found;
}

const noStamps: MemberFacts['stamps'] = {};

function stampsOf({ stamps }: Running): MemberFacts['stamps'] {
  if (stamps.size === 0) return noStamps;
  return sortedRecord([...stamps].filter(([, onCard]) => onCard !== 0));
}

const noUses: MemberFacts['limitUses'] = {};

function usesOn(today: IsoDate, { uses }: Running, { questions, calendar }: Rules): MemberFacts['limitUses'] {
  if (uses.size === 0) return noUses;
  const found: [string, LimitUse][] = [];
  for (const [offerId, tally] of uses) {
    for (const { key, limit } of questions.memberLimits.get(offerId) ?? []) {
      const start = calendar.periodStart(limit.period ?? 'lifetime', today);
      const { count, amountMinor } = tally.within(start, today);
      if (count !== 0 || amountMinor !== 0) found.push([key, { uses: count, costMinor: minor(amountMinor) }]);
    }
  }
  return found.length === 0 ? noUses : sortedRecord(found);
}
