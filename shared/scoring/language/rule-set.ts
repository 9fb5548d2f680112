/** A rule set as data: all offers of a chain, what their benefits are worth, and the rules between them. */

import type { CalendarName } from '#shared/domain/calendar.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { HijriMonthStart } from '#shared/domain/lunar-months.ts';
import type { Currency, Minor } from '#shared/domain/money.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { Offer } from './offer.ts';

export type { HijriMonthStart } from '#shared/domain/lunar-months.ts';

/** What a unit of each benefit is worth to the customer, set by the owner, for comparing combinations. */
export type Valuation = {
  /** 10,000 values wallet credit like cash. */
  readonly walletCreditBasisPoints: number;
  /** Minor units that one point is worth. */
  readonly pointMinor: Minor;
  /** Share at which points and credit count that are held back; 10,000 when left out. */
  readonly pendingBasisPoints?: number;
  /** Share at which coupons and raffle tickets count, which may never be used; 5,000 when left out. */
  readonly conditionalBasisPoints?: number;
};

/** Everything may be left out. */
export type Settings = {
  /** Points and credit reckon on the `full` price (when left out) or on what is `paid` after discounts. */
  readonly earnOn?: 'full' | 'paid';
  /** Prices contain tax (`included`, when left out), or tax comes on top of what is left after discounts. */
  readonly tax?: 'included' | 'excluded';
  /** Offers applied to one sale at most. */
  readonly offersPerSaleMax?: number;
  /** All discounts of a sale together: share of the basket, amount. */
  readonly discountCapBasisPoints?: number;
  readonly discountCapMinor?: Minor;
  /** Share of a line's price that no discount may touch. */
  readonly lineFloorBasisPoints?: number;
  /** Discounts and credit are multiples of this, rounded down; 1 when left out. */
  readonly grantStepMinor?: Minor;
  /** An offer is near when it lacks at most this share of the basket; 5,000 when left out. */
  readonly nearMissBasisPoints?: number;
};

/** Members fall into arms by a hash of themselves and the salt; who falls into none is the control group. */
export type Experiment = {
  readonly experimentId: string;
  readonly salt: string;
  /** Shares of all members, in this order; together 10,000 at most. */
  readonly arms: readonly { readonly armId: string; readonly basisPoints: number }[];
};

export type StampCard = {
  readonly stampCardId: string;
  readonly name: LocalText;
  readonly stampsNeeded: number;
  readonly reward: { readonly giftId: string; readonly name: LocalText; readonly worthMinor: Minor };
};

export type RuleSet = {
  readonly schemaVersion: 2;
  readonly ruleSetId: string;
  readonly currency: Currency;
  /** Calendar of months, years and yearly dates where a condition names none. */
  readonly calendar: CalendarName;
  readonly valuation: Valuation;
  readonly settings?: Settings;
  readonly storeGroups?: readonly { readonly storeGroupId: string; readonly storeIds: readonly StoreId[] }[];
  readonly experiments?: readonly Experiment[];
  readonly stampCards?: readonly StampCard[];
  /** Where a month is missing, the Umm al-Qura calendar stands in as an estimate. */
  readonly hijriMonthStarts?: readonly HijriMonthStart[];
  readonly offers: readonly Offer[];
};

export const offersMax = 100_000;
/** Limits that keep the worth of everything one sale can grant a safe integer. */
export const pointMinorMax = 1_000_000;
export const pointsPerSaleMax = 1_000_000_000;
export const walletCreditPerSaleMinorMax = 100_000_000_000_000;
