/** What one offer gives in one sale. */

import type { Minor } from '#shared/domain/money.ts';
import type { Points } from '#shared/domain/points.ts';

/** Points or credit of one effect, with their own terms where it has any. */
export type TimedGrant = {
  readonly unit: 'points' | 'walletCredit';
  /** Points, or minor units. */
  readonly amount: number;
  /** 0: given at once. */
  readonly releaseAfterDays: number;
  /** Null: as the programme says. */
  readonly expireAfterDays: number | null;
};

/** Things counted in pieces. `refId` is the id of the gift, coupon, raffle or stamp card. */
export type ItemGrant = {
  readonly kind:
    | 'gift'
    | 'sample'
    | 'coupon'
    | 'raffleTicket'
    | 'stamp'
    | 'stampReward'
    | 'freeDelivery'
    | 'tierProgress';
  readonly refId: string | null;
  readonly count: number;
  /** Worth of all of them to the customer, at the owner's valuation. */
  readonly worthMinor: Minor;
  readonly expireAfterDays: number | null;
};

/** What cut a benefit, and by how much of its worth. */
export type Cut = {
  readonly by:
    | 'effectCap'
    | 'offerCap'
    | 'discountCap'
    | 'lineFloor'
    | 'linePrice'
    | 'saleMaximum'
    | 'chainBudget'
    | 'storeBudget'
    | 'tillBudget'
    | 'memberLimit'
    | 'basketLimit';
  /** Worth lost by it. */
  readonly lostMinor: Minor;
};

export type Benefit = {
  /** Worth to the customer at the owner's valuation; the sum of the parts. */
  readonly worthMinor: Minor;
  /** Face value, what a budget is charged with. */
  readonly costMinor: Minor;
  readonly discountMinor: Minor;
  /** Held back or not. */
  readonly walletCreditMinor: Minor;
  readonly pointsEarned: Points;
  /** The same points and credit, effect by effect. */
  readonly timed: readonly TimedGrant[];
  readonly items: readonly ItemGrant[];
  /** Each kind once, in the order in which they first cut. */
  readonly cuts: readonly Cut[];
};
