/** What the till knows of a member when a sale begins: the source of the facts, never stored with a sale. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { MemberTraits } from '#shared/domain/member-traits.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { TierId } from '#shared/domain/tier.ts';
import type { OfferId } from '../language/offer.ts';

/** All finished, not reversed purchases of one local day. */
export type PurchaseDay = { readonly date: IsoDate; readonly visits: number; readonly spentMinor: Minor };

export type OfferUse = {
  readonly offerId: OfferId;
  readonly date: IsoDate;
  readonly uses: number;
  readonly costMinor: Minor;
};

export type MemberHistory = {
  readonly memberRef: MemberRef;
  readonly tierId: TierId;
  readonly birthDate: IsoDate | null;
  readonly traits: MemberTraits;
  /** Lifetime sums; more than the days below where those do not reach back far enough. */
  readonly visitCount: number;
  readonly spentMinor: Minor;
  readonly lastVisitOn: IsoDate | null;
  /** In any order; a day may come more than once (snapshot and own entries). */
  readonly purchaseDays: readonly PurchaseDay[];
  /** Uses of offers, own entries and what a snapshot reports; in any order. */
  readonly offerUses: readonly OfferUse[];
  /** Stamps ever collected on each stamp card; full cards were handed in by themselves. */
  readonly stampsCollected: Readonly<Record<string, number>>;
};
