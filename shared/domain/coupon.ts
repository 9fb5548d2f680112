/** What a coupon takes off a basket. */

import { basisPointsOf } from '../kernel/int-math.ts';
import { minor } from './money.ts';
import type { Minor } from './money.ts';
import type { CouponKind } from './programme.ts';

export type CouponTerms = Pick<CouponKind, 'discountMinor' | 'discountBasisPoints' | 'basketMinMinor'>;

/** `valueMinor` is that of the code itself: above 0 for one that came from a reward, which needs no kind. */
export function couponTermsOf(
  { refId, valueMinor }: { readonly refId: string | null; readonly valueMinor: Minor },
  coupons: readonly CouponKind[],
): CouponTerms | undefined {
  if (valueMinor > 0) {
    return { discountMinor: valueMinor, discountBasisPoints: null, basketMinMinor: minor(0) };
  }
  return coupons.find(({ couponId }) => couponId === refId);
}

/**
 * Never more than what is to pay, a share rounded down; 0 where the basket is too small. `payableMinor` is what the sale
 * costs after all offers.
 */
export function couponWorthMinor(terms: CouponTerms, payableMinor: Minor): Minor {
  const { discountMinor, discountBasisPoints, basketMinMinor } = terms;
  if (payableMinor <= 0 || payableMinor < basketMinMinor) return minor(0);
  if (discountMinor !== null) return minor(Math.min(discountMinor, payableMinor));
  return minor(Math.min(basisPointsOf(payableMinor, discountBasisPoints ?? 0, 'floor'), payableMinor));
}
