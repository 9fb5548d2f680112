/** The snapshot and this till's own entries together, as the offers ask for them. Pure. */

import type { MemberFactsRecord } from '#shared/contracts/chain-schema.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Member } from '#shared/domain/member.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import type { OwnHistory } from '../ledger-port.ts';

export type HistorySources = {
  readonly member: Member;
  /** Lifetime sums of both. */
  readonly visitCount: number;
  readonly spentMinor: Minor;
  /** Empty for a member whom only this till knows. */
  readonly snapshot: MemberFactsRecord;
  readonly snapshotLastVisitOn: IsoDate | null;
  readonly own: OwnHistory;
};

export function memberHistory(sources: HistorySources): MemberHistory {
  const { member, visitCount, spentMinor, snapshot, own } = sources;
  const purchaseDays = [...(snapshot.purchaseDays ?? []), ...own.purchaseDays];
  return {
    memberRef: member.memberRef,
    tierId: member.tierId,
    birthDate: member.birthDate,
    traits: snapshot.traits ?? noTraits,
    visitCount,
    spentMinor,
    lastVisitOn: latest([
      sources.snapshotLastVisitOn,
      ...purchaseDays.map(({ date, visits }) => (visits > 0 ? date : null)),
    ]),
    purchaseDays,
    offerUses: own.offerUses,
    stampsCollected: summed(snapshot.stampsCollected ?? {}, own.stampsCollected),
  };
}

/** ISO dates stand in the order of their texts. A day whose purchases were all reversed is no visit. */
function latest(dates: readonly (IsoDate | null)[]): IsoDate | null {
  return dates.reduce((last, date) => (date !== null && (last === null || date > last) ? date : last), null);
}

function summed(
  left: Readonly<Record<string, number>>,
  right: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const sums = new Map(Object.entries(left));
  for (const [key, amount] of Object.entries(right)) sums.set(key, addInt(sums.get(key) ?? 0, amount));
  return Object.fromEntries(sums);
}
