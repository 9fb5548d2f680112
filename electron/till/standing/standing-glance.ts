/** What belongs beside the basket of a member's standing: what is coming, what is going, and how far the next tier is. */

import type { StandingGlance, TierStandingView } from '#shared/contracts/till/standing-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { PointsIndex, PointsRules } from '#shared/domain/programme.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import { tierProgress } from '#shared/ledger/value/decide-tier.ts';
import type { TierToDecide } from '#shared/ledger/value/decide-tier.ts';
import { expiringSoon } from '#shared/ledger/value/expiring-soon.ts';
import { withRealEnds } from '#shared/ledger/value/lot-end.ts';
import type { EndRules } from '#shared/ledger/value/lot-end.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { LocalDay } from './local-day.ts';
import type { MemberTiers } from './member-tiers.ts';

export type StandingGlances = {
  readonly glance: (known: KnownMember) => StandingGlance;
  /** With the days on which they really end. */
  readonly lotsOf: (known: KnownMember) => readonly LotState[];
};

export type StandingGlancesDeps = {
  readonly rules: PointsRules;
  readonly day: LocalDay;
  readonly members: Pick<KnownMembers, 'lotsOf'>;
  readonly tiers: MemberTiers;
};

type Due = StandingGlance['held'][number];

const dueMax = 5;

export function createStandingGlances(deps: StandingGlancesDeps): StandingGlances {
  const { rules, day, members, tiers } = deps;
  return {
    lotsOf: (known) => withRealEnds(members.lotsOf(known.member.memberRef), endRulesOf(rules, known)),
    glance: (known) => {
      const { memberRef } = known.member;
      const today = day.today();
      const lots = members.lotsOf(memberRef);
      const ends = endRulesOf(rules, known);
      const spendable = spendableOf(ofUnit(withRealEnds(lots, ends), 'points'), today);
      return {
        held: heldDays(lots).slice(0, dueMax),
        ending: expiringSoon({ ...ends, lots, today, warnDays: rules.warnDays })
          .map(({ unit, endsOn, amount }) => ({ unit, on: endsOn, amount }))
          .slice(0, dueMax),
        worthMinor:
          rules.redemption === null
            ? null
            : minor(multiplyInt(spendable, pointWorthMinor(rules.redemption, today))),
        index: indexOn(rules.redemption?.index ?? null, today),
        tier: tierViewOf(tiers.toDecide(memberRef)),
      };
    },
  };
}

export function endRulesOf(rules: PointsRules, known: KnownMember): EndRules {
  return { rules, lastPurchaseOn: known.history.lastVisitOn };
}

export function ofUnit(lots: readonly LotState[], unit: LotUnit): readonly LotState[] {
  return lots.filter((lot) => lot.unit === unit);
}

function heldDays(lots: readonly LotState[]): Due[] {
  const byDay = new Map<string, Due>();
  for (const { unit, held, releaseOn } of lots) {
    if (held <= 0 || releaseOn === null) continue;
    const key = `${releaseOn} ${unit}`;
    byDay.set(key, { unit, on: releaseOn, amount: addInt(byDay.get(key)?.amount ?? 0, held) });
  }
  return [...byDay].toSorted(([left], [right]) => compareTexts(left, right)).map(([, due]) => due);
}

function indexOn(index: PointsIndex | null, today: IsoDate): StandingGlance['index'] {
  const value = index?.values.findLast(({ date }) => date <= today);
  return index === null || value === undefined ? null : { name: index.name, ...value };
}

function tierViewOf(asked: TierToDecide | undefined): TierStandingView | null {
  if (asked === undefined) return null;
  const { measured, next } = tierProgress(asked);
  const { tierId, keptUntil } = asked.now;
  const { measure } = asked.rules;
  return { tierId, keptUntil, measure, measured, next, isWhole: asked.isWhole };
}
