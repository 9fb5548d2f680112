/**
 * What every entry keeps that moves value without scoring anything: redemptions, refunds, top-ups, expiry and the like.
 * The moves say which lot went from where to where; the detail says why. Nothing of the person, and no free text.
 */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Currency, Minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { SaleMoment } from '../sale-content.ts';
import type { ValueDetails, ValueKind } from './value-details.ts';

export const purses = ['points', 'points_pending', 'wallet', 'wallet_pending'] as const;
/** What a member holds: points or credit, at hand or held back. */
export type Purse = (typeof purses)[number];

/**
 * The shop's side. `issued`: promised to members; `redeemed`: points that paid; `expired`; `breakage`: what was cancelled
 * or is left of a closed account; `clearing`: money that came in or went out at the till; `overdraft`: what members spent
 * beyond what they had, where nobody could be asked; `suspense`: what waits for a person's decision. The body holds the
 * place in this list: words are only ever added at the end.
 */
export const shopAccounts = [
  'issued',
  'redeemed',
  'expired',
  'breakage',
  'clearing',
  'overdraft',
  'suspense',
] as const;
export type ShopAccount = (typeof shopAccounts)[number];

export type AccountRef =
  | { readonly kind: 'member'; readonly memberRef: MemberRef; readonly purse: Purse }
  /** A gift card, by the id that its code hashes to. */
  | { readonly kind: 'giftCard'; readonly codeId: Uuid }
  | { readonly kind: 'shop'; readonly account: ShopAccount };

export const lotOrigins = [
  'earned',
  'bonus',
  'transferred',
  'toppedUp',
  'change',
  'gift',
  'cashBack',
  'adjusted',
  'refunded',
] as const;
export type LotOrigin = (typeof lotOrigins)[number];

/** How long a lot is held back and when it ends; local days of the store. */
export type LotTerms = {
  readonly origin: LotOrigin;
  readonly releaseOn: IsoDate | null;
  /** The first day on which the lot is worth nothing any more. */
  readonly expiresOn: IsoDate | null;
};

export type LotSource =
  /** The move makes a lot, named by this entry and the move's first posting. */
  | { readonly kind: 'own'; readonly terms: LotTerms }
  /** A lot that an earlier entry of this till's ledger made. */
  | { readonly kind: 'entry'; readonly entryId: Uuid; readonly line: number }
  /** A lot of the snapshot that the till was given; '' is what no lot of the snapshot names. */
  | { readonly kind: 'snapshot'; readonly key: string };

export type Move = {
  readonly unit: 'points' | 'money';
  /** Above 0; points, or minor units of the content's currency. */
  readonly amount: number;
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly lot: LotSource;
};

/** Changes of what offers ask of a member: the entry's own numbers, so that sums need no other entry. */
export type FactChange = {
  readonly memberRef: MemberRef | null;
  readonly date: IsoDate;
  readonly visits: number;
  readonly spentMinor: Minor;
  readonly offerUses: readonly {
    readonly offerId: string;
    readonly uses: number;
    readonly costMinor: Minor;
  }[];
  readonly stamps: readonly { readonly stampCardId: string; readonly stamps: number }[];
  /** Of what counts toward a tier: points of sales and activities, and what offers give besides. */
  readonly pointsEarned: number;
  readonly tierProgress: number;
};

export type ValueContentOf<Kind extends ValueKind> = {
  readonly currency: Currency;
  readonly moment: SaleMoment;
  readonly moves: readonly Move[];
  readonly facts: readonly FactChange[];
  readonly detail: ValueDetails[Kind];
};
