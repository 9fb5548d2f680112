/** From what the till knows of a member to the facts that the rule set asks about, and no more. */

import { daysBetween } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { periodKey } from '../language/period.ts';
import type { Period } from '../language/period.ts';
import type { StampCard } from '../language/rule-set.ts';
import { deriveLimitUses } from './derive-limit-uses.ts';
import type { CalendarDay } from './derive-limit-uses.ts';
import type { FactQuestions } from './fact-questions.ts';
import { memberBucket } from './member-bucket.ts';
import type { HashPorts } from './member-bucket.ts';
import type { MemberFacts, Purchases } from './member-facts.ts';
import type { MemberHistory } from './member-history.ts';
import { openWindows } from './open-windows.ts';
import type { WindowDay } from './open-windows.ts';
import { isWithin, periodStart } from './period-start.ts';
import { sortedRecord } from './sorted-record.ts';

/** `calendar`, `hijriMonthStarts` and `stampCards` are those of the rule set. */
export type FactPorts = WindowDay &
  HashPorts & { readonly stampCards: ReadonlyMap<string, Pick<StampCard, 'stampsNeeded'>> };

/** Uses and stamps of which there are none have no key. */
export function deriveMemberFacts(
  history: MemberHistory,
  questions: FactQuestions,
  on: FactPorts,
): MemberFacts {
  const { traits } = history;
  return {
    tierId: history.tierId,
    segments: asked(traits.segments, questions.segments),
    tags: asked(traits.tags, questions.tags),
    consents: asked(traits.consents, questions.consents),
    earlierVisits: history.visitCount,
    daysSinceLastVisit: daysSince(history, on),
    purchases: sortedRecord(
      questions.periods.map((period) => [periodKey(period), purchasesWithin(period, history, on)]),
    ),
    openWindows: openWindows(questions.dateWindows, history, on),
    isReferred: traits.isReferred,
    referrals: traits.referrals,
    buckets: sortedRecord(
      questions.experiments.map(({ experimentId, salt }) => [
        experimentId,
        memberBucket(salt, history.memberRef, on),
      ]),
    ),
    stamps: currentStamps(history, questions, on),
    limitUses: deriveLimitUses(questions.memberLimits, { member: history.offerUses }, on),
  };
}

function asked(has: readonly string[], questions: ReadonlySet<string>): readonly string[] {
  return [...new Set(has)].filter((name) => questions.has(name)).toSorted(compareTexts);
}

/** A last visit after today, by a clock set back or a store further east, is a visit of today. */
function daysSince({ lastVisitOn }: MemberHistory, { localDate }: CalendarDay): number | null {
  return lastVisitOn === null ? null : Math.max(0, daysBetween(lastVisitOn, localDate));
}

function purchasesWithin(period: Period, history: MemberHistory, on: CalendarDay): Purchases {
  if (period === 'lifetime') return { visits: history.visitCount, spentMinor: history.spentMinor };
  const start = periodStart(period, on.localDate, on.calendar);
  const counted = history.purchaseDays.filter((day) => isWithin(day.date, start, on.localDate));
  return {
    visits: addInt(...counted.map((day) => day.visits)),
    spentMinor: minor(addInt(...counted.map((day) => day.spentMinor))),
  };
}

function currentStamps(
  { stampsCollected }: MemberHistory,
  { stampCardIds }: FactQuestions,
  { stampCards }: FactPorts,
): Readonly<Record<string, number>> {
  const stamps = Object.entries(stampsCollected)
    .filter(([stampCardId]) => stampCardIds.has(stampCardId))
    .map(([stampCardId, collected]): [string, number] => {
      const needed = stampCards.get(stampCardId)?.stampsNeeded ?? 0;
      invariant(needed >= 1, 'a stamp card that offers name is in the rule set');
      return [stampCardId, collected % needed];
    });
  return sortedRecord(stamps.filter(([, onCard]) => onCard !== 0));
}
