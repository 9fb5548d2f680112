/** What an offer gives. Amounts are minor units, shares basis points; without `on` the whole basket is meant. */

import type { LocalText } from '#shared/domain/local-text.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Rounding } from '#shared/kernel/int-math.ts';
import type { Selector } from './selector.ts';

/** When points or credit are given, and how long they live; at once and as the programme says when left out. */
export type Terms = {
  /** Held back for so many days, such as the refund window. */
  readonly releaseAfterDays?: number;
  /** Own expiry, counted from the release. */
  readonly expireAfterDays?: number;
};

export type PointsEffect =
  /** `points` for each full step of `perMinor`; `rounding` other than `floor` also counts a started step. */
  | ({
      readonly kind: 'pointsPerAmount';
      readonly points: number;
      readonly perMinor: Minor;
      readonly on?: Selector;
      readonly rounding?: Rounding;
    } & Terms)
  /** Adds to the points of all applied `pointsPerAmount`: 20,000 doubles them. Several add up, none multiplies another. */
  | ({ readonly kind: 'pointsMultiplier'; readonly factorBasisPoints: number } & Terms)
  | ({ readonly kind: 'bonusPoints'; readonly points: number } & Terms);

export type WalletEffect =
  | ({
      readonly kind: 'walletCreditPercent';
      readonly basisPoints: number;
      readonly on?: Selector;
      readonly capMinor?: Minor;
    } & Terms)
  | ({ readonly kind: 'walletCreditFixed'; readonly amountMinor: Minor } & Terms);

export type DiscountEffect =
  | {
      readonly kind: 'discountPercent';
      readonly basisPoints: number;
      readonly on?: Selector;
      readonly capMinor?: Minor;
    }
  | { readonly kind: 'discountFixed'; readonly amountMinor: Minor; readonly on?: Selector }
  /** Of each full `everyPieces` the cheapest `freePieces` are free, at most `timesMax` times. */
  | {
      readonly kind: 'cheapestFree';
      readonly on?: Selector;
      readonly everyPieces: number;
      readonly freePieces: number;
      readonly timesMax?: number;
    }
  /** Each piece costs this; a piece that costs less keeps its price. */
  | { readonly kind: 'fixedPrice'; readonly on: Selector; readonly unitPriceMinor: Minor };

/** Gives the value of the highest step reached, and nothing below the first. */
export type StepsEffect = {
  readonly kind: 'steps';
  readonly by: 'amountMinor' | 'quantity';
  readonly on?: Selector;
  readonly gives: 'discountMinor' | 'discountBasisPoints' | 'walletCreditMinor' | 'points';
  /** `from` rises. */
  readonly steps: readonly { readonly from: number; readonly value: number }[];
} & Terms;

/** `worthMinor` is what one of them is worth to the customer, stated by the owner. */
export type ItemEffect =
  | {
      readonly kind: 'gift';
      readonly giftId: string;
      readonly isSample?: true;
      readonly name: LocalText;
      readonly worthMinor: Minor;
    }
  | {
      readonly kind: 'coupon';
      readonly couponId: string;
      readonly name: LocalText;
      readonly worthMinor: Minor;
      readonly expireAfterDays?: number;
    }
  /** One ticket, or one for each full `perMinor` of the basket. */
  | {
      readonly kind: 'raffleTickets';
      readonly raffleId: string;
      readonly name: LocalText;
      readonly tickets: number;
      readonly perMinor?: Minor;
      readonly worthMinor: Minor;
    }
  /** Stamps on a stamp card of the rule set: so many, or so many for each piece. A full card gives its reward. */
  | {
      readonly kind: 'stamps';
      readonly stampCardId: string;
      readonly stamps: number;
      readonly perPieceOf?: Selector;
    }
  | { readonly kind: 'freeDelivery'; readonly worthMinor: Minor }
  /** Counts toward the next tier; worth nothing by itself. */
  | { readonly kind: 'tierProgress'; readonly progress: number };

export type Effect = PointsEffect | WalletEffect | DiscountEffect | StepsEffect | ItemEffect;
