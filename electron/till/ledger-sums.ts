/** Adds up again what the ledger keeps as running sums, from the entries alone, and names what differs. */

import type { MemberRef } from '#shared/domain/member.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { activitiesOf, offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import type { ActivityChange } from '#shared/ledger/activity.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { KeptActivity, KeptSum } from './db/stores/totals-store.ts';

export type EntrySums = {
  readonly add: (entry: Entry) => void;
  /** Members whose visits, amounts or last visit differ. */
  readonly differingActivities: (kept: Iterable<KeptActivity>) => Iterable<string>;
  /** Names of sums of days, uses and stamps that differ. */
  readonly differingOfferFacts: (kept: Iterable<KeptSum>) => Iterable<string>;
};

export function createEntrySums(): EntrySums {
  const activities = new Map<MemberRef, KeptActivity>();
  const sums = new Map<string, readonly [number, number]>();
  const addSum = (name: string, first: number, second: number): void => {
    const [firstBefore, secondBefore] = sums.get(name) ?? [0, 0];
    sums.set(name, [addInt(firstBefore, first), addInt(secondBefore, second)]);
  };
  return {
    add: (entry) => {
      for (const change of activitiesOf(entry)) addActivity(activities, change);
      for (const day of purchaseDaysOf(entry)) addSum(dayName(day), day.visits, day.spentMinor);
      for (const use of offerUsesOf(entry)) {
        addSum(useName(use), use.uses, use.costMinor);
        if (use.memberRef !== null) addSum(memberUseName(use), use.uses, use.costMinor);
      }
      for (const change of stampsOf(entry)) addSum(stampsName(change), change.stamps, 0);
    },
    differingActivities: (kept) => differingActivities(activities, kept),
    differingOfferFacts: (kept) => differingSums(sums, kept),
  };
}

/** The same names as those of `TotalsStore.offerFacts`. */
function dayName({ memberRef, date }: { readonly memberRef: string; readonly date: string }): string {
  return `day ${memberRef} ${date}`;
}

type Use = { readonly offerId: string; readonly memberRef: string | null; readonly date: string };

function useName({ offerId, date }: Use): string {
  return `use ${offerId} ${date}`;
}

function memberUseName({ offerId, memberRef, date }: Use): string {
  return `memberUse ${memberRef} ${offerId} ${date}`;
}

function stampsName(change: { readonly memberRef: string; readonly stampCardId: string }): string {
  return `stamps ${change.memberRef} ${change.stampCardId}`;
}

function addActivity(activities: Map<MemberRef, KeptActivity>, change: ActivityChange): void {
  const { memberRef } = change;
  const before = activities.get(memberRef);
  activities.set(memberRef, {
    memberRef,
    visits: (before?.visits ?? 0) + change.visits,
    spentMinor: addInt(before?.spentMinor ?? 0, change.spentMinor),
    lastVisitAtMs: Math.max(before?.lastVisitAtMs ?? change.lastVisitAtMs, change.lastVisitAtMs),
  });
}

function* differingActivities(
  summed: ReadonlyMap<MemberRef, KeptActivity>,
  keptActivities: Iterable<KeptActivity>,
): Iterable<string> {
  const left = new Map(summed);
  for (const kept of keptActivities) {
    if (!isSameActivity(kept, left.get(kept.memberRef))) yield kept.memberRef;
    left.delete(kept.memberRef);
  }
  yield* left.keys();
}

function isSameActivity(kept: KeptActivity, summed: KeptActivity | undefined): boolean {
  return (
    kept.visits === summed?.visits &&
    kept.spentMinor === summed.spentMinor &&
    kept.lastVisitAtMs === summed.lastVisitAtMs
  );
}

/** Sums that came back to 0 have no row. */
function* differingSums(
  summed: ReadonlyMap<string, readonly [number, number]>,
  keptSums: Iterable<KeptSum>,
): Iterable<string> {
  const left = new Map([...summed].filter(([, [first, second]]) => first !== 0 || second !== 0));
  for (const { name, first, second } of keptSums) {
    const found = left.get(name);
    if (found?.[0] !== first || found[1] !== second) yield name;
    left.delete(name);
  }
  yield* left.keys();
}
