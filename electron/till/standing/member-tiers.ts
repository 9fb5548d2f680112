/** What a member's tier is decided by: everything that counts, from the snapshot and from this till's own entries. */

import { localDate } from '#shared/domain/calendar.ts';
import type { CalendarName, IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { TierRules } from '#shared/domain/programme.ts';
import type { Tier } from '#shared/domain/tier.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { measured, measuredFrom } from '#shared/ledger/value/decide-tier.ts';
import type { MeasuredDay, TierToDecide } from '#shared/ledger/value/decide-tier.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { LocalDay } from './local-day.ts';

export type MemberTiers = {
  /** `more` is what is about to be booked. `undefined` where there are no tiers, or no such member. */
  readonly toDecide: (memberRef: MemberRef, more?: readonly MeasuredDay[]) => TierToDecide | undefined;
};

export type MemberTiersDeps = {
  readonly chain: {
    readonly programme: { readonly tiers: TierRules | null };
    readonly tiers: readonly Tier[];
    readonly calendar: CalendarName;
    readonly ownStore: { readonly timeZone: string };
  };
  readonly day: LocalDay;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly ledger: Pick<Ledger, 'ownHistory'>;
  readonly standing: Pick<StandingStore, 'daysOf'>;
};

export function createMemberTiers(deps: MemberTiersDeps): MemberTiers {
  const { chain, day } = deps;
  return {
    toDecide: (memberRef, more = []) => {
      const { tiers, calendar } = chain;
      const { tiers: rules } = chain.programme;
      const known = deps.members.byRef(memberRef);
      if (rules === null || known === undefined) return undefined;
      const today = day.today();
      const from = measuredFrom(rules, today, calendar);
      const before = daysBefore(deps, known);
      const days = [...before.days, ...ownDays(deps, known.refs, from), ...more];
      const keptUntil = known.tierKeptUntil;
      return {
        rules,
        tiers,
        now: { tierId: known.member.tierId, keptUntil },
        measured: measured(rules, days, from),
        isWhole: isWhole(deps, before, from),
        today,
      };
    },
  };
}

type DaysBefore = { readonly days: readonly MeasuredDay[]; readonly visits: number; readonly all: number };

const nothing = { visits: 0, spentMinor: 0, pointsEarned: 0, tierProgress: 0 } as const;

/** What the snapshot tells by day: its own days of purchases, or at least the newest visits. */
function daysBefore({ chain }: MemberTiersDeps, known: KnownMember): DaysBefore {
  const { timeZone } = chain.ownStore;
  const { before } = known;
  const published = before.purchaseDays;
  const isByVisit = published.length === 0 || chain.programme.tiers?.measure === 'pointsEarned';
  const days = isByVisit
    ? before.lastVisits.map(({ atMs, paidMinor, pointsEarned }) => ({
        ...nothing,
        date: localDate(atMs, timeZone),
        visits: 1,
        spentMinor: paidMinor,
        pointsEarned,
      }))
    : published.map((day) => ({ ...nothing, ...day }));
  return { days, visits: addInt(...days.map(({ visits }) => visits)), all: before.visitCount };
}

function ownDays(
  { ledger, standing }: MemberTiersDeps,
  refs: readonly MemberRef[],
  from: IsoDate,
): readonly MeasuredDay[] {
  return refs.flatMap((memberRef) => [
    ...ledger.ownHistory(memberRef).purchaseDays.map((day) => ({ ...nothing, ...day })),
    ...standing
      .daysOf(memberRef, from)
      .map(({ date, pointsEarned, tierProgress }) => ({ ...nothing, date, pointsEarned, tierProgress })),
  ]);
}

/** Visits that the snapshot counts without a day are older than those with one: they matter only inside the period. */
function isWhole({ day }: MemberTiersDeps, { days, visits, all }: DaysBefore, from: IsoDate): boolean {
  return visits >= all || day.snapshotOn() < from || days.some(({ date }) => date < from);
}
