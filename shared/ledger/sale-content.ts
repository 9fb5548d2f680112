/**
 * What a sale's entry keeps: everything that the sale was scored by and what it was given, and nothing of the person.
 * With the rule set that the entry names, the same score comes out again years later; reasons and near misses come from
 * there. Structural twins of the scoring engine's types, which the ledger does not know.
 */

import type { BasketId } from '../domain/basket.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { PaymentMeans } from '../domain/payment.ts';
import type { Points } from '../domain/points.ts';
import type { BrandId, LineId, ProductGroupId, ProductId } from '../domain/product.ts';
import type { TierId } from '../domain/tier.ts';

export type OfferId = string;

/** The wall clock of the store when the sale was scored. */
export type SaleMoment = { readonly localDate: IsoDate; /** 0 to 1,439. */ readonly minuteOfDay: number };

export type KeptPurchases = { readonly visits: number; readonly spentMinor: Minor };
export type KeptLimitUse = { readonly uses: number; readonly costMinor: Minor };
export type KeptLimitUses = Readonly<Record<string, KeptLimitUse>>;

/** Answers to what the rule set asked of the member: counts, ids of the chain's own, yes or no. Never a date or a name. */
export type KeptFacts = {
  readonly tierId: TierId;
  readonly segments: readonly string[];
  readonly tags: readonly string[];
  readonly consents: readonly string[];
  readonly earlierVisits: number;
  readonly daysSinceLastVisit: number | null;
  readonly purchases: Readonly<Record<string, KeptPurchases>>;
  readonly openWindows: readonly string[];
  readonly isReferred: boolean;
  readonly referrals: number;
  readonly buckets: Readonly<Record<string, number>>;
  readonly stamps: Readonly<Record<string, number>>;
  readonly limitUses: KeptLimitUses;
};

/** What the customer asked for instead of the best. */
export type KeptWish = { readonly with: readonly OfferId[]; readonly without: readonly OfferId[] };

export type SoldLine = {
  readonly lineId: LineId;
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
  readonly unitPriceMinor: Minor;
  readonly quantity: number;
  readonly brandId?: BrandId;
  readonly tags?: readonly string[];
  readonly isReduced?: true;
  readonly taxBasisPoints?: number;
  readonly floorUnitPriceMinor?: Minor;
  readonly discountMinor: Minor;
  readonly taxMinor: Minor;
};

export const exclusionRules = ['exclusiveGroup', 'notWith', 'alone', 'offersPerSaleMax'] as const;
export const usedUpScopes = ['chain', 'store', 'till', 'member'] as const;

export type KeptVerdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'beaten'; readonly byOfferId: OfferId; readonly byMinor: Minor }
  | {
      readonly kind: 'excluded';
      readonly byOfferId: OfferId;
      readonly rule: (typeof exclusionRules)[number];
      readonly byMinor: Minor;
    }
  | { readonly kind: 'usedUp'; readonly scope: (typeof usedUpScopes)[number] }
  | { readonly kind: 'declined' }
  | { readonly kind: 'addsNothing' };

export const timedUnits = ['points', 'walletCredit'] as const;

/** Points or credit of one effect: each is a lot of its own, because each may be released and end on its own day. */
export type KeptTimedGrant = {
  readonly unit: (typeof timedUnits)[number];
  readonly amount: number;
  /** 0: given at once. */
  readonly releaseAfterDays: number;
  readonly expireAfterDays: number | null;
};

export const itemKinds = [
  'gift',
  'sample',
  'coupon',
  'raffleTicket',
  'stamp',
  'stampReward',
  'freeDelivery',
  'tierProgress',
] as const;

export type KeptItem = {
  readonly kind: (typeof itemKinds)[number];
  readonly refId: string | null;
  readonly count: number;
  readonly worthMinor: Minor;
  readonly expireAfterDays: number | null;
};

export const cutCauses = [
  'effectCap',
  'offerCap',
  'discountCap',
  'lineFloor',
  'linePrice',
  'saleMaximum',
  'chainBudget',
  'storeBudget',
  'tillBudget',
  'memberLimit',
  'basketLimit',
] as const;

export type KeptCut = { readonly by: (typeof cutCauses)[number]; readonly lostMinor: Minor };

/** A matched offer with its numbers; its name and effects stand in the rule set that the entry names. */
export type KeptOffer = {
  readonly offerId: OfferId;
  readonly verdict: KeptVerdict;
  readonly worthMinor: Minor;
  readonly costMinor: Minor;
  readonly discountMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  readonly timed: readonly KeptTimedGrant[];
  readonly items: readonly KeptItem[];
  readonly cuts: readonly KeptCut[];
};

export type SaleTotals = {
  readonly grossMinor: Minor;
  readonly discountMinor: Minor;
  readonly taxMinor: Minor;
  readonly payableMinor: Minor;
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  readonly worthMinor: Minor;
  readonly bestWorthMinor: Minor;
  readonly isProven: boolean;
  readonly gapMinor: Minor;
};

export type SaleContent = {
  readonly basketId: BasketId;
  readonly currency: Currency;
  readonly engineVersion: number;
  readonly moment: SaleMoment;
  readonly paymentMeans: PaymentMeans | null;
  /** Null for an anonymous sale. */
  readonly facts: KeptFacts | null;
  /** Earlier uses of offers limited by chain, store or till. */
  readonly limitUses: KeptLimitUses;
  readonly wish: KeptWish;
  readonly lines: readonly SoldLine[];
  readonly offers: readonly KeptOffer[];
  readonly totals: SaleTotals;
};
