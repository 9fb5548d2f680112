/** This till's own entries about a member, under every reference that means the member. */

import type { MemberRef, Visit } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';
import type { Ledger, OwnHistory, OwnStanding } from '../ledger-port.ts';

export type OwnTier = NonNullable<ReturnType<StandingStore['tierOf']>>;

export function ownStandingOf(ledger: Pick<Ledger, 'ownStanding'>, refs: readonly MemberRef[]): OwnStanding {
  const all = refs.map((memberRef) => ledger.ownStanding(memberRef));
  return {
    points: points(addInt(...all.map((own) => own.points))),
    walletMinor: minor(addInt(...all.map((own) => own.walletMinor))),
    visitCount: addInt(...all.map((own) => own.visitCount)),
    spentMinor: minor(addInt(...all.map((own) => own.spentMinor))),
  };
}

export function ownHistoryOf(ledger: Pick<Ledger, 'ownHistory'>, refs: readonly MemberRef[]): OwnHistory {
  const all = refs.map((memberRef) => ledger.ownHistory(memberRef));
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return {
    purchaseDays: all.flatMap(({ purchaseDays }) => purchaseDays),
    offerUses: all.flatMap(({ offerUses }) => offerUses),
    stampsCollected: summedRecords(all.map(({ stampsCollected }) => stampsCollected)),
  };
}

/** Newest first; of two at one instant, those that were told first. */
export function newestVisits(visits: readonly Visit[], limit: number): readonly Visit[] {
  return visits.toSorted((left, right) => right.atMs - left.atMs).slice(0, limit);
}

/** What was set last here; `undefined` where nothing ever was. */
export function ownTierOf(
  { tierOf }: Pick<StandingStore, 'tierOf'>,
  refs: readonly MemberRef[],
): OwnTier | undefined {
  return refs
    .flatMap((memberRef) => tierOf(memberRef) ?? [])
    .toSorted((left, right) => right.setAtMs - left.setAtMs)[0];
}

export function summedRecords(
  records: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const record of records) {
    for (const [key, amount] of Object.entries(record)) sums.set(key, addInt(sums.get(key) ?? 0, amount));
  }
  return Object.fromEntries(sums);
}
