/** What a rule set may know of a member, worked out from the member's whole history. */

import { createHash } from 'node:crypto';
import { minor } from '#shared/domain/money.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { dateWindowKey, limitKey } from '#shared/scoring/facts/fact-questions.ts';
import type { LimitUse, MemberFacts, Purchases } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import type { Condition, EffectiveDateCondition, LeafCondition } from '#shared/scoring/language/condition.ts';
import { periodKey } from '#shared/scoring/language/period.ts';
import type { Experiment, RuleSet } from '#shared/scoring/language/rule-set.ts';
import { calendarDay, dayNumberOf, periodStart, yearlyReturn } from './reference-calendar.ts';
import { sumOf } from './reference-math.ts';

export function referenceFacts(ruleSet: RuleSet, history: MemberHistory, today: IsoDate): MemberFacts {
  const leaves = ruleSet.offers.flatMap(({ conditions }) => conditions.flatMap(leavesOf));
  const named = (kind: 'segment' | 'memberTag' | 'consent'): ReadonlySet<string> =>
    new Set(
      leaves.flatMap((leaf) =>
        leaf.kind === kind ? ('allOf' in leaf ? leaf.allOf : 'anyOf' in leaf ? leaf.anyOf : []) : [],
      ),
    );
  const kept = (kind: 'segment' | 'memberTag' | 'consent', have: readonly string[]): readonly string[] =>
    [...new Set(have)].filter((one) => named(kind).has(one)).toSorted(compareTexts);
  const { traits, lastVisitOn } = history;
  return {
    tierId: history.tierId,
    segments: kept('segment', traits.segments),
    tags: kept('memberTag', traits.tags),
    consents: kept('consent', traits.consents),
    earlierVisits: history.visitCount,
    // A visit that a clock put into the future is none in the past.
    daysSinceLastVisit:
      lastVisitOn === null ? null : Math.max(0, dayNumberOf(today) - dayNumberOf(lastVisitOn)),
    purchases: purchasesOf(ruleSet, { history, leaves, today }),
    openWindows: openWindows(ruleSet, { history, leaves, today }),
    isReferred: traits.isReferred,
    referrals: traits.referrals,
    buckets: Object.fromEntries(
      askedExperiments(ruleSet, leaves).map(({ experimentId, salt }) => [
        experimentId,
        bucketOf(salt, history.memberRef),
      ]),
    ),
    stamps: stampsOf(ruleSet, history),
    limitUses: memberLimitUses(ruleSet, history, today),
  };
}

function leavesOf(condition: Condition): readonly LeafCondition[] {
  if (condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'none') {
    return condition.of.flatMap(leavesOf);
  }
  return [condition];
}

/** Place from 0 to 9,999: the first four bytes of the hash as a share of all that four bytes can hold. */
export function bucketOf(salt: string, memberRef: string): number {
  const hash = createHash('sha256').update(`${salt}:${memberRef}`, 'utf8').digest();
  return Number((BigInt(hash.readUInt32BE(0)) * 10_000n) / 2n ** 32n);
}

type Asked = {
  readonly history: MemberHistory;
  readonly leaves: readonly LeafCondition[];
  readonly today: IsoDate;
};

function purchasesOf(ruleSet: RuleSet, { history, leaves, today }: Asked): Record<string, Purchases> {
  const answers: Record<string, Purchases> = {};
  for (const leaf of leaves) {
    if (leaf.kind !== 'purchases') continue;
    const start = periodStart(leaf.period, today, ruleSet.calendar);
    const days = history.purchaseDays.filter(
      ({ date }) => start !== null && dayNumberOf(date) >= start && dayNumberOf(date) <= dayNumberOf(today),
    );
    answers[periodKey(leaf.period)] =
      start === null
        ? { visits: history.visitCount, spentMinor: history.spentMinor }
        : {
            visits: sumOf(days.map(({ visits }) => visits)),
            spentMinor: minor(sumOf(days.map(({ spentMinor }) => spentMinor))),
          };
  }
  return answers;
}

function openWindows(ruleSet: RuleSet, { history, leaves, today }: Asked): readonly string[] {
  const open = leaves
    .filter((leaf) => leaf.kind === 'effectiveDate')
    .filter((window) => isOpen(ruleSet, window, { history, today }))
    .map(dateWindowKey);
  return [...new Set(open)].toSorted(compareTexts);
}

function isOpen(
  ruleSet: RuleSet,
  window: EffectiveDateCondition,
  { history, today }: { readonly history: MemberHistory; readonly today: IsoDate },
): boolean {
  const { calendar = ruleSet.calendar, missingDay = 'lastOfMonth' } = window;
  const rule = { calendar, missingDay, starts: ruleSet.hijriMonthStarts ?? [] };
  const birthday = history.birthDate === null ? [] : [{ dateKind: 'birthday', date: history.birthDate }];
  const now = dayNumberOf(today);
  const { year } = calendarDay(now, calendar);
  return [...birthday, ...history.traits.effectiveDates]
    .filter(({ dateKind }) => dateKind === window.dateKind)
    .flatMap(({ date }) =>
      [-2, -1, 0, 1, 2].map((offset) =>
        yearlyReturn(year + offset, calendarDay(dayNumberOf(date), calendar), rule),
      ),
    )
    .some((day) => {
      if (day === null) return false;
      const daysUntil = day.dayNumber - now;
      return -window.daysAfter <= daysUntil && daysUntil <= window.daysBefore;
    });
}

/** Those that some condition asks about. */
function askedExperiments(ruleSet: RuleSet, leaves: readonly LeafCondition[]): readonly Experiment[] {
  return (ruleSet.experiments ?? []).filter((one) =>
    leaves.some((leaf) => 'experimentId' in leaf && leaf.experimentId === one.experimentId),
  );
}

/** On the cards that some offer stamps. */
function stampsOf(ruleSet: RuleSet, history: MemberHistory): Record<string, number> {
  const effects = ruleSet.offers.flatMap((offer) => offer.effects);
  const asked = (ruleSet.stampCards ?? []).filter(({ stampCardId }) =>
    effects.some((effect) => effect.kind === 'stamps' && effect.stampCardId === stampCardId),
  );
  return Object.fromEntries(
    asked.map(({ stampCardId, stampsNeeded }) => [
      stampCardId,
      (history.stampsCollected[stampCardId] ?? 0) % stampsNeeded,
    ]),
  );
}

function memberLimitUses(ruleSet: RuleSet, history: MemberHistory, today: IsoDate): Record<string, LimitUse> {
  const answers: Record<string, LimitUse> = {};
  for (const { offerId, limits = [] } of ruleSet.offers) {
    for (const limit of limits.filter(({ scope }) => scope === 'member')) {
      const start = periodStart(limit.period ?? 'lifetime', today, ruleSet.calendar);
      const uses = history.offerUses.filter(
        (use) =>
          use.offerId === offerId &&
          (start === null || (dayNumberOf(use.date) >= start && dayNumberOf(use.date) <= dayNumberOf(today))),
      );
      answers[limitKey(offerId, limit)] = {
        uses: sumOf(uses.map((use) => use.uses)),
        costMinor: minor(sumOf(uses.map(({ costMinor }) => costMinor))),
      };
    }
  }
  return answers;
}
