/**
 * What a member stands at by this till's own entries, under every reference that means the member: members who were
 * merged are one, whichever reference is asked for.
 */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { HouseholdMember, StandingDay, StandingStore } from '../db/stores/standing-store.ts';
import type { KnownMembers } from '../members/known-members.ts';
import { ownTierOf } from '../members/own-sums.ts';

export function createStandingByMember(
  store: StandingStore,
  members: Pick<KnownMembers, 'byRef'>,
): StandingStore {
  const refsOf = (memberRef: MemberRef): readonly MemberRef[] =>
    members.byRef(memberRef)?.refs ?? [memberRef];
  const meant = (memberRef: MemberRef): MemberRef => members.byRef(memberRef)?.member.memberRef ?? memberRef;
  const distinct = (refs: readonly MemberRef[]): readonly MemberRef[] => [...new Set(refs.map(meant))];
  const householdOf = (memberRef: MemberRef): HouseholdMember | undefined => {
    const [set] = refsOf(memberRef).flatMap((ref) => store.householdOf(ref) ?? []);
    if (set === undefined) return undefined;
    const [own, headRef] = [meant(memberRef), meant(set.headRef)];
    // Whoever was merged with the head of their household shares nothing with anybody.
    return own === headRef ? undefined : { ...set, memberRef: own, headRef };
  };
  return {
    ...store,
    daysOf: (memberRef, from) => daysTogether(refsOf(memberRef).flatMap((ref) => store.daysOf(ref, from))),
    tierOf: (memberRef) => ownTierOf(store, refsOf(memberRef)),
    introducerOf: (memberRef) => {
      const set = refsOf(memberRef).flatMap((ref) => store.introducerOf(ref) ?? []);
      // Nobody introduces themself.
      return distinct(set).find((introducer) => introducer !== meant(memberRef));
    },
    introducedBy: (memberRef, limit) =>
      distinct(refsOf(memberRef).flatMap((ref) => store.introducedBy(ref, limit))).slice(0, limit),
    introducedCount: (memberRef) => addInt(...refsOf(memberRef).map(store.introducedCount)),
    rewardsOf: (memberRef) => {
      const all = refsOf(memberRef).map(store.rewardsOf);
      return {
        asNewcomer: addInt(...all.map(({ asNewcomer }) => asNewcomer)),
        asIntroducer: addInt(...all.map(({ asIntroducer }) => asIntroducer)),
        fromGuests: addInt(...all.map(({ fromGuests }) => fromGuests)),
        points: addInt(...all.map(({ points }) => points)),
      };
    },
    householdOf,
    householdSpent: (memberRef, date) =>
      minor(addInt(...refsOf(memberRef).map((ref) => store.householdSpent(ref, date)))),
    householdUnder: (headRef) => {
      const under = refsOf(headRef).flatMap((ref) => store.householdUnder(ref));
      return distinct(under.map(({ memberRef }) => memberRef)).flatMap((memberRef) => {
        const found = householdOf(memberRef);
        return found?.headRef === meant(headRef) ? [found] : [];
      });
    },
  };
}

function daysTogether(days: readonly StandingDay[]): readonly StandingDay[] {
  const byDate = new Map<string, StandingDay>();
  for (const day of days) {
    const before = byDate.get(day.date);
    byDate.set(
      day.date,
      before === undefined
        ? day
        : {
            date: day.date,
            pointsEarned: addInt(before.pointsEarned, day.pointsEarned),
            tierProgress: addInt(before.tierProgress, day.tierProgress),
            pointsGiven: addInt(before.pointsGiven, day.pointsGiven),
            householdMinor: minor(addInt(before.householdMinor, day.householdMinor)),
          },
    );
  }
  return [...byDate.values()].toSorted((left, right) => compareTexts(left.date, right.date));
}
