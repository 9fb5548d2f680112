/** The effects and money limits of an offer, sorted by the moment at which a sale reckons them. */

import type { Rounding } from '#shared/kernel/int-math.ts';
import type { Cut, ItemGrant } from '../answer/benefit.ts';
import type { StepsEffect } from '../language/effect.ts';
import type { LimitScope } from '../language/limit.ts';
import type { Selector } from '../language/selector.ts';

/** Each list in the order of the rule set. */
export type CompiledEffects = {
  readonly stage: number;
  readonly discounts: readonly DiscountPart[];
  /** Of all discounts of the offer together; null when the owner sets none. */
  readonly discountCapMinor: number | null;
  readonly earnings: readonly EarningPart[];
  readonly multipliers: readonly MultiplierPart[];
  readonly items: readonly ItemPart[];
  readonly moneyLimits: readonly MoneyLimit[];
  /** Nothing beside it, and no discount that it does without, can raise what it gives besides discounts. */
  readonly isPlain: boolean;
};

/** The whole basket when undefined. */
type On = { readonly on: Selector | undefined };
type ShareOfAmount = On & {
  readonly kind: 'percent';
  readonly basisPoints: number;
  readonly capMinor: number | null;
};
type ByStep = On & { readonly kind: 'steps' } & Pick<StepsEffect, 'by' | 'steps'>;

export type DiscountPart =
  | ShareOfAmount
  | (On & { readonly kind: 'fixed'; readonly amountMinor: number })
  /** Values are basis points of the price when `isShare`, otherwise amounts. */
  | (ByStep & { readonly isShare: boolean })
  | (On & {
      readonly kind: 'cheapestFree';
      readonly everyPieces: number;
      readonly freePieces: number;
      readonly timesMax: number | null;
    })
  | (On & { readonly kind: 'fixedPrice'; readonly unitPriceMinor: number });

/** As in `TimedGrant`. */
export type OwnTerms = { readonly releaseAfterDays: number; readonly expireAfterDays: number | null };

export type EarningPart = OwnTerms & { readonly unit: 'points' | 'walletCredit' } & (
    | ShareOfAmount
    | ByStep
    | (On & {
        readonly kind: 'perAmount';
        readonly points: number;
        readonly perMinor: number;
        readonly rounding: Rounding;
      })
    | { readonly kind: 'fixed'; readonly amount: number }
  );

/** `extraBasisPoints` come on top: 10,000 doubles. */
export type MultiplierPart = OwnTerms & { readonly extraBasisPoints: number };

/** `count` once, or for each full `perMinor` of the basket, or for each piece that `perPieceOf` means. */
export type ItemPart = {
  readonly kind: Exclude<ItemGrant['kind'], 'stampReward'>;
  readonly refId: string | null;
  readonly count: number;
  readonly perMinor: number | null;
  readonly perPieceOf: Selector | null;
  /** Of one of them, as the owner states it. */
  readonly worthMinor: number;
  /** May never be used, and counts at the owner's rate for that. */
  readonly isConditional: boolean;
  readonly expireAfterDays: number | null;
};

/** A limit of the offer that has a `costMinor`. */
export type MoneyLimit = {
  readonly scope: LimitScope;
  readonly costMinor: number;
  /** See `limitKey`. */
  readonly key: string;
  readonly cutBy: Cut['by'];
};
