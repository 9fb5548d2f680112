/** What one sale of a history came to under a rule set: the part of a score that a simulation reckons with. */

import type { Cut } from '#shared/scoring/answer/benefit.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import type { Bought } from './running-member.ts';

export type Grant = {
  readonly offerId: OfferId;
  readonly costMinor: number;
  readonly worthMinor: number;
  /** Shared budgets that cut it. */
  readonly cutBy: readonly Cut['by'][];
};

export type Outcome = {
  readonly payableMinor: number;
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  readonly worthMinor: number;
  /** Face value of all that was given. */
  readonly costMinor: number;
  /** By offer. */
  readonly grants: readonly Grant[];
  /** What it changes about its member. */
  readonly bought: Bought;
  /** Items, and terms of points and credit that are not the usual ones, as one text; empty where there are none. */
  readonly extras: string;
  /** Matched offers with a limit that others share, by id. */
  readonly limited: readonly OfferId[];
  readonly isProven: boolean;
};

/** The customer pays and gets the same, from whichever offers. */
export function givesTheSame(left: Outcome, right: Outcome): boolean {
  return (
    left.payableMinor === right.payableMinor &&
    left.discountMinor === right.discountMinor &&
    left.walletCreditMinor === right.walletCreditMinor &&
    left.pointsEarned === right.pointsEarned &&
    left.worthMinor === right.worthMinor &&
    left.extras === right.extras
  );
}

/** Nothing that a later sale or a budget depends on differs. */
export function isSameOutcome(left: Outcome, right: Outcome): boolean {
  return (
    givesTheSame(left, right) &&
    left.grants.length === right.grants.length &&
    left.grants.every((grant, place) => isSameGrant(grant, right.grants[place]))
  );
}

function isSameGrant(left: Grant, right: Grant | undefined): boolean {
  return (
    left.offerId === right?.offerId &&
    left.costMinor === right.costMinor &&
    left.worthMinor === right.worthMinor &&
    left.cutBy.length === right.cutBy.length &&
    left.cutBy.every((by, place) => by === right.cutBy[place])
  );
}
