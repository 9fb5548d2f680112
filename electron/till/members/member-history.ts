/** The snapshot and this till's own entries together, as the offers ask for them. Pure. */

import type { KeptFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Member } from '#shared/domain/member.ts';
import { noTraits } from '#shared/domain/member-traits.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { MemberHistory } from '#shared/scoring/facts/member-history.ts';
import type { OwnHistory } from '../ledger-port.ts';
import { summedRecords } from './own-sums.ts';

export type HistorySources = {
  readonly member: Member;
  /** Lifetime sums of both. */
  readonly visitCount: number;
  readonly spentMinor: Minor;
  /** Empty for a member whom only this till knows. */
  readonly snapshot: KeptFacts;
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
    offerUses: [...(snapshot.pulled?.offerUses ?? []), ...own.offerUses],
    stampsCollected: summedRecords([snapshot.stampsCollected ?? {}, own.stampsCollected]),
  };
}

/** ISO dates stand in the order of their texts. A day whose purchases were all reversed is no visit. */
function latest(dates: readonly (IsoDate | null)[]): IsoDate | null {
  return dates.reduce((last, date) => (date !== null && (last === null || date > last) ? date : last), null);
}
