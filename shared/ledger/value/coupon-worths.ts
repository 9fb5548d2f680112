/** What each chosen coupon takes off, one after the other. */

import { couponWorthMinor } from '#shared/domain/coupon.ts';
import type { CouponTerms } from '#shared/domain/coupon.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';

/** A coupon that is valid today. */
export type CouponToPay = { readonly codeId: Uuid; readonly terms: CouponTerms };

export type CouponsChosen = {
  readonly dueMinor: Minor;
  readonly chosen: { readonly coupons: readonly Uuid[] };
  readonly purse: { readonly coupons: readonly CouponToPay[] };
};

/**
 * In the order chosen; a share is of what the sale costs, and no coupon takes more than those before it left. One that
 * is unknown, named again or too much for this basket takes 0.
 */
export function couponWorths({
  dueMinor,
  chosen,
  purse,
}: CouponsChosen): readonly { readonly codeId: Uuid; readonly worthMinor: Minor }[] {
  let leftMinor = dueMinor;
  return chosen.coupons.map((codeId, place) => {
    const isNew = chosen.coupons.indexOf(codeId) === place;
    const coupon = isNew ? purse.coupons.find((held) => held.codeId === codeId) : undefined;
    const wholeMinor = coupon === undefined ? minor(0) : couponWorthMinor(coupon.terms, dueMinor);
    const worthMinor = minor(Math.min(wholeMinor, leftMinor));
    leftMinor = minor(leftMinor - worthMinor);
    return { codeId, worthMinor };
  });
}
