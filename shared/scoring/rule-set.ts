/** A rule set as data: what the chain offers, to whom, and when. Amounts are minor units, shares basis points. */

import type { LocalText } from '../domain/local-text.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { CalendarName, IsoDate } from '../domain/calendar.ts';
import type { ProductGroupId } from '../domain/product.ts';
import type { TierId } from '../domain/tier.ts';

export type OfferId = string;

/** All conditions of an offer must hold. */
export type Condition =
  | { readonly kind: 'tier'; readonly anyOf: readonly TierId[] }
  | { readonly kind: 'productGroup'; readonly anyOf: readonly ProductGroupId[] }
  /** Whole basket before discounts; `above` excludes the bound itself, `atLeast` includes it. */
  | { readonly kind: 'basketAmount'; readonly bound: 'above' | 'atLeast'; readonly amountMinor: Minor }
  /** Finished, not reversed purchases before this one. */
  | { readonly kind: 'earlierVisits'; readonly atLeast: number }
  | { readonly kind: 'birthday'; readonly daysBefore: number; readonly daysAfter: number }
  /** Local dates of the store, both included. */
  | { readonly kind: 'dates'; readonly from: IsoDate; readonly until: IsoDate };

/**
 * Gross amounts, before any discount. `matchingLines` are the lines of all product groups that the offer names (every
 * line when it names none); `basket` is every line.
 */
export type EffectBase = 'basket' | 'matchingLines';

export type Effect =
  /** `points` for each full `perMinor`. */
  | {
      readonly kind: 'pointsPerAmount';
      readonly points: number;
      readonly perMinor: Minor;
      readonly on: EffectBase;
    }
  | { readonly kind: 'bonusPoints'; readonly points: number }
  | {
      readonly kind: 'walletCreditPercent';
      readonly basisPoints: number;
      readonly on: EffectBase;
      readonly capMinor?: Minor;
    }
  | {
      readonly kind: 'discountPercent';
      readonly basisPoints: number;
      readonly on: EffectBase;
      readonly capMinor?: Minor;
    }
  | { readonly kind: 'discountFixed'; readonly amountMinor: Minor; readonly on: EffectBase };

/** `single`: at most one such offer applies to a sale. `stackable`: applies beside every other offer. */
export type Stacking = 'single' | 'stackable';

export type Offer = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly conditions: readonly Condition[];
  readonly effect: Effect;
  readonly stacking: Stacking;
};

/** What a unit of each benefit is worth to the customer, set by the owner, for comparing offers. */
export type Valuation = {
  /** 10,000 values wallet credit like cash. */
  readonly walletCreditBasisPoints: number;
  /** Minor units that one point is worth. */
  readonly pointMinor: Minor;
};

export type RuleSet = {
  readonly schemaVersion: 1;
  readonly ruleSetId: string;
  readonly currency: Currency;
  /** Calendar that birthdays return in. */
  readonly calendar: CalendarName;
  readonly valuation: Valuation;
  readonly offers: readonly Offer[];
};

export const offersMax = 100_000;
/** Limits that keep the worth of everything one sale can grant a safe integer. */
export const pointMinorMax = 1_000_000;
export const pointsPerSaleMax = 1_000_000_000;
export const walletCreditPerSaleMinorMax = 100_000_000_000_000;
