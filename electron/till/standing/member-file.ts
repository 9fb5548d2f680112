/** Everything that the till knows of a member's standing, for the file that the cashier opens. */

import type {
  HouseholdView,
  LotView,
  MemberFileView,
  ReferralView,
  StampCardView,
} from '#shared/contracts/till/standing-views.ts';
import type { Member, MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { maskedPhone } from '#shared/domain/phone.ts';
import { points } from '#shared/domain/points.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts, inOrder } from '#shared/kernel/order.ts';
import { endOf } from '#shared/ledger/value/lot-end.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { RuleSets } from '../rules/rule-sets.ts';
import type { LocalDay } from './local-day.ts';
import { endRulesOf, ofUnit } from './standing-glance.ts';
import type { StandingGlances } from './standing-glance.ts';

export type MemberFiles = {
  /** `undefined` for a member whom this till does not know. */
  readonly fileOf: (memberRef: MemberRef) => MemberFileView | undefined;
};

export type MemberFilesDeps = {
  readonly programme: Programme;
  readonly day: LocalDay;
  readonly members: Pick<KnownMembers, 'byRef' | 'lotsOf'>;
  readonly standing: StandingStore;
  readonly glances: StandingGlances;
  readonly ruleSets: Pick<RuleSets, 'current'>;
};

const lotsMax = 500;
const rowsMax = 50;

export function createMemberFiles(deps: MemberFilesDeps): MemberFiles {
  return {
    fileOf: (memberRef) => {
      const known = deps.members.byRef(memberRef);
      return known && fileOf(deps, known);
    },
  };
}

function fileOf(deps: MemberFilesDeps, known: KnownMember): MemberFileView {
  const { member } = known;
  const { memberRef } = member;
  const { day, glances, members } = deps;
  const today = day.today();
  const ending = glances.lotsOf(known);
  const [ofPoints, ofMoney] = [ofUnit(ending, 'points'), ofUnit(ending, 'money')];
  return {
    member: { ...personOf(member), tierId: member.tierId, visitCount: known.visitCount },
    today,
    points: {
      open: points(sum(ofPoints, 'open')),
      spendable: points(spendableOf(ofPoints, today)),
      held: points(sum(ofPoints, 'held')),
    },
    wallet: {
      openMinor: minor(sum(ofMoney, 'open')),
      spendableMinor: minor(spendableOf(ofMoney, today)),
      heldMinor: minor(sum(ofMoney, 'held')),
    },
    glance: glances.glance(known),
    lots: lotViews(deps, known, members.lotsOf(memberRef)),
    stampCards: stampCards(deps, known),
    referral: referralOf(deps, memberRef),
    household: householdOf(deps, memberRef),
    transfer: transferOf(deps, memberRef),
    balancesAsOfMs: known.balancesAsOfMs,
  };
}

type Person = Pick<MemberFileView['member'], 'memberRef' | 'name' | 'latinName' | 'phoneMasked'>;

function personOf({ memberRef, name, latinName, phone }: Member): Person {
  return { memberRef, name, latinName, phoneMasked: phone === null ? null : maskedPhone(phone) };
}

function personByRef({ members }: MemberFilesDeps, memberRef: MemberRef): Person[] {
  const known = members.byRef(memberRef);
  return known === undefined ? [] : [personOf(known.member)];
}

function sum(lots: readonly LotState[], part: 'open' | 'held'): number {
  return addInt(...lots.map((lot) => lot[part]));
}

/** Behind every ISO date. */
const withoutEnd = '~';

const byEnd = inOrder<LotView>(
  (left, right) => Number(left.held > 0) - Number(right.held > 0),
  (left, right) => compareTexts(left.endsOn ?? withoutEnd, right.endsOn ?? withoutEnd),
  (left, right) => compareTexts(left.madeOn ?? '', right.madeOn ?? ''),
);

function lotViews(
  { programme }: MemberFilesDeps,
  known: KnownMember,
  lots: readonly LotState[],
): MemberFileView['lots'] {
  const ends = endRulesOf(programme.points, known);
  return lots
    .map((lot): LotView => {
      const { unit, origin, open, held, madeOn, releaseOn } = lot;
      const end = endOf(lot, ends);
      const [endsOn, endCause] = [end?.endsOn ?? null, end?.cause ?? null];
      return { unit, origin, open, held, madeOn, releaseOn, endsOn, endCause };
    })
    .toSorted(byEnd)
    .slice(0, lotsMax);
}

function stampCards({ ruleSets }: MemberFilesDeps, { history }: KnownMember): StampCardView[] {
  const { stampCards: cards } = ruleSets.current().compiled.pricing;
  return [...cards.values()].map(({ stampCardId, name, stampsNeeded, reward }) => {
    const collected = history.stampsCollected[stampCardId] ?? 0;
    const stamps = Math.max(0, collected) % stampsNeeded;
    const rewards = Math.floor(Math.max(0, collected) / stampsNeeded);
    return { stampCardId, name, rewardName: reward.name, stamps, needed: stampsNeeded, rewards };
  });
}

function referralOf(deps: MemberFilesDeps, memberRef: MemberRef): ReferralView | null {
  const { programme, standing } = deps;
  const rules = programme.referral;
  if (rules === null) return null;
  const introducerRef = standing.introducerOf(memberRef);
  const { asIntroducer, fromGuests, points: pointsEarned } = standing.rewardsOf(memberRef);
  return {
    introducer: (introducerRef === undefined ? [] : personByRef(deps, introducerRef))[0] ?? null,
    introduced: standing.introducedBy(memberRef, rowsMax).flatMap((ref) => personByRef(deps, ref)),
    introducedCount: standing.introducedCount(memberRef),
    rewards: asIntroducer,
    guests: fromGuests,
    pointsEarned: points(pointsEarned),
    rewardsLeft: Math.max(0, rules.rewardsPerIntroducerMax - asIntroducer - fromGuests),
    introducerPoints: points(rules.introducerPoints[0] ?? 0),
    guestPoints: points(rules.guestPoints),
  };
}

function householdOf(deps: MemberFilesDeps, memberRef: MemberRef): HouseholdView {
  const { standing, day } = deps;
  const today = day.today();
  const own = standing.householdOf(memberRef);
  if (own !== undefined) {
    const [head] = personByRef(deps, own.headRef);
    const spentTodayMinor = standing.householdSpent(memberRef, today);
    if (head === undefined) return { role: 'none' };
    return { role: 'member', head, dayLimitMinor: own.dayLimitMinor, spentTodayMinor };
  }
  const members = standing
    .householdUnder(memberRef)
    .slice(0, rowsMax)
    .flatMap(({ memberRef: ref, dayLimitMinor }) =>
      personByRef(deps, ref).map((person) => ({
        ...person,
        dayLimitMinor,
        spentTodayMinor: standing.householdSpent(ref, today),
      })),
    );
  return members.length === 0 ? { role: 'none' } : { role: 'head', members };
}

function transferOf(
  { programme, standing, day }: MemberFilesDeps,
  memberRef: MemberRef,
): MemberFileView['transfer'] {
  const rules = programme.points.transfer;
  if (rules === null) return null;
  const given = givenOn(standing, memberRef, day.today());
  const left = Math.max(0, rules.pointsPerDayMax - given);
  return { pointsMin: points(rules.pointsMin), leftToday: points(left) };
}

/** Points that a member gave to others on a local day. */
export function givenOn(
  standing: Pick<StandingStore, 'daysOf'>,
  memberRef: MemberRef,
  today: string,
): number {
  return standing.daysOf(memberRef, today).find(({ date }) => date === today)?.pointsGiven ?? 0;
}
