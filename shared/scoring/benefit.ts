/** What one offer gives in one sale. */

import { addInt, basisPointsOf, multiplyInt } from '../kernel/int-math.ts';
import type { LineShare } from './allocate.ts';
import type { Valuation } from './rule-set.ts';

export type Grant = {
  readonly discountMinor: number;
  readonly walletCreditMinor: number;
  readonly pointsEarned: number;
  /** True when a cap, a limit or the price of the lines cut it. */
  readonly capped: boolean;
  /** The discount line by line; worked out only when asked for, because most offers are beaten. */
  readonly discountShares: () => readonly LineShare[];
};

export type Benefit = Grant & {
  /** Worth to the customer at the owner's valuation. */
  readonly worthMinor: number;
};

export const nothingGranted: Grant = {
  discountMinor: 0,
  walletCreditMinor: 0,
  pointsEarned: 0,
  capped: false,
  discountShares: () => [],
};

/** Discounts count in full; the worth of wallet credit is rounded down to a whole minor unit. */
export function valuedBenefit(grant: Grant, valuation: Valuation): Benefit {
  const creditWorthMinor = basisPointsOf(grant.walletCreditMinor, valuation.walletCreditBasisPoints, 'floor');
  const pointsWorthMinor = multiplyInt(grant.pointsEarned, valuation.pointMinor);
  return { ...grant, worthMinor: addInt(grant.discountMinor, creditWorthMinor, pointsWorthMinor) };
}
