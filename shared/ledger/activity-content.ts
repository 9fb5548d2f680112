/**
 * What the entry of a rewarded activity keeps: what happened, what it was scored by and what it was given, and nothing of
 * the person. With the rule set that the entry names, the same score comes out again years later.
 */

import type { Activity } from '../domain/activity.ts';
import type { Currency, Minor } from '../domain/money.ts';
import type { Points } from '../domain/points.ts';
import type { KeptFacts, KeptLimitUses, KeptOffer, SaleMoment } from './sale-content.ts';

export type ActivityTotals = { readonly walletCreditMinor: Minor; readonly pointsEarned: Points };

export type ActivityContent = {
  readonly activity: Activity;
  readonly engineVersion: number;
  readonly currency: Currency;
  readonly moment: SaleMoment;
  /** Those of the member; nobody else is rewarded for what they did. */
  readonly facts: KeptFacts;
  /** Earlier uses of offers limited by chain, store or till. */
  readonly limitUses: KeptLimitUses;
  /** At least one of them is applied: what grants nothing is not booked. */
  readonly offers: readonly KeptOffer[];
  readonly totals: ActivityTotals;
};
