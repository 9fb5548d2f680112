/**
 * How an entry changes what the offers ask of a member and of themselves: visits, amounts, uses, stamps. A rewarded
 * activity uses offers and gives stamps like a sale, and is no visit. Sums only, so that an entry that reverses another
 * one undoes it by the same numbers with the other sign.
 */

import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import { minor } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import { epochMs } from '../kernel/clock.ts';
import type { EpochMs } from '../kernel/clock.ts';
import { addInt } from '../kernel/int-math.ts';
import type { ActivityEntry, Entry, FormerSaleEntry, SaleEntry } from './entry.ts';
import { isFormerSale, isValueEntry } from './entry.ts';
import type { OfferId } from './sale-content.ts';
import type { FactChange } from './value/value-content.ts';

export type ActivityChange = {
  readonly memberRef: MemberRef;
  readonly visits: number;
  readonly spentMinor: Minor;
  readonly lastVisitAtMs: EpochMs;
};

/** Purchases of one member on one local day of the store. */
export type PurchaseDayChange = {
  readonly memberRef: MemberRef;
  readonly date: IsoDate;
  readonly visits: number;
  readonly spentMinor: Minor;
};

/** Uses of an offer on one local day, by a member or, where `memberRef` is null, by nobody known. */
export type OfferUseChange = {
  readonly offerId: OfferId;
  readonly memberRef: MemberRef | null;
  readonly date: IsoDate;
  readonly uses: number;
  readonly costMinor: Minor;
};

export type StampChange = {
  readonly memberRef: MemberRef;
  readonly stampCardId: string;
  readonly stamps: number;
};

/** Empty when the entry is no visit of a member. */
export function activitiesOf(entry: Entry): readonly ActivityChange[] {
  if (isValueEntry(entry)) return entry.content.facts.flatMap((fact) => activityOfFact(fact, entry.wallMs));
  if (entry.kind !== 'sale' || entry.memberRef === null) return [];
  return [
    {
      memberRef: entry.memberRef,
      visits: 1,
      spentMinor: entry.content.totals.payableMinor,
      lastVisitAtMs: entry.wallMs,
    },
  ];
}

/** What is taken back leaves the last visit where it was: when the one before was, these sums do not know. */
function activityOfFact(
  { memberRef, visits, spentMinor }: FactChange,
  wallMs: EpochMs,
): readonly ActivityChange[] {
  if (memberRef === null || (visits === 0 && spentMinor === 0)) return [];
  return [{ memberRef, visits, spentMinor, lastVisitAtMs: visits > 0 ? wallMs : epochMs(0) }];
}

/** Empty when the entry is no visit of a member. */
export function purchaseDaysOf(entry: Entry): readonly PurchaseDayChange[] {
  if (isValueEntry(entry)) {
    return entry.content.facts.flatMap(({ memberRef, date, visits, spentMinor }) =>
      memberRef === null || (visits === 0 && spentMinor === 0)
        ? []
        : [{ memberRef, date, visits, spentMinor }],
    );
  }
  if (entry.kind !== 'sale' || entry.memberRef === null) return [];
  const { payableMinor } = entry.content.totals;
  return [{ memberRef: entry.memberRef, date: dateOf(entry), visits: 1, spentMinor: payableMinor }];
}

/** One use of each applied offer, at its face value. */
export function offerUsesOf(entry: Entry): readonly OfferUseChange[] {
  if (entry.kind === 'enrol') return [];
  if (isValueEntry(entry)) {
    return entry.content.facts.flatMap(({ memberRef, date, offerUses }) =>
      offerUses.map((use) => ({ ...use, memberRef, date })),
    );
  }
  const { memberRef } = entry;
  const date = dateOf(entry);
  return costs(entry).map(({ offerId, costMinor }) => ({ offerId, memberRef, date, uses: 1, costMinor }));
}

/** The stamps of each card, whatever number of offers gave them. */
export function stampsOf(entry: Entry): readonly StampChange[] {
  if (isValueEntry(entry)) {
    return entry.content.facts.flatMap(({ memberRef, stamps }) =>
      memberRef === null ? [] : stamps.map((change) => ({ ...change, memberRef })),
    );
  }
  if (entry.kind === 'enrol' || isFormerSale(entry) || entry.memberRef === null) return [];
  const { memberRef, content } = entry;
  const stampsByCard = new Map<string, number>();
  for (const { verdict, items } of content.offers) {
    if (verdict.kind !== 'applied') continue;
    for (const { kind, refId, count } of items) {
      if (kind !== 'stamp' || refId === null) continue;
      stampsByCard.set(refId, addInt(stampsByCard.get(refId) ?? 0, count));
    }
  }
  return [...stampsByCard].map(([stampCardId, stamps]) => ({ memberRef, stampCardId, stamps }));
}

type ScoredEntry = SaleEntry | FormerSaleEntry | ActivityEntry;
type OfferCost = { readonly offerId: OfferId; readonly costMinor: Minor };

function costs(entry: ScoredEntry): readonly OfferCost[] {
  if (isFormerSale(entry)) {
    // Schema version 1 keeps no cost; the worth of its points stands in the rule set, and no limit was in force then.
    return entry.content.offers
      .filter(({ verdict }) => verdict.kind === 'applied')
      .map(({ offerId, discountMinor, walletCreditMinor }) => ({
        offerId,
        costMinor: minor(addInt(discountMinor, walletCreditMinor)),
      }));
  }
  return entry.content.offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .map(({ offerId, costMinor }) => ({ offerId, costMinor }));
}

/** Offers count whole local days. Schema version 1 keeps no local date; its business day is the same but after midnight. */
function dateOf(entry: ScoredEntry): IsoDate {
  return isFormerSale(entry) ? entry.businessDay : entry.content.moment.localDate;
}
