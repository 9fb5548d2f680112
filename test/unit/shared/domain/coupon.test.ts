import fc from 'fast-check';
import { expect, test } from 'vitest';
import { couponTermsOf, couponWorthMinor } from '#shared/domain/coupon.ts';
import { minor } from '#shared/domain/money.ts';
import type { CouponKind } from '#shared/domain/programme.ts';

const fixed: CouponKind = {
  couponId: 'fifty',
  name: { fa: 'پنجاه', en: 'Fifty' },
  discountMinor: minor(500_000),
  discountBasisPoints: null,
  basketMinMinor: minor(1_000_000),
  usesMax: 1,
  expireAfterDays: null,
};
const tenth: CouponKind = { ...fixed, couponId: 'tenth', discountMinor: null, discountBasisPoints: 1_000 };

test('a coupon of a fixed amount takes that amount off a basket that is large enough', () => {
  expect(couponWorthMinor(fixed, minor(1_000_000))).toBe(500_000);
  expect(couponWorthMinor(fixed, minor(999_999))).toBe(0);
});

test('a coupon never takes off more than what is to pay', () => {
  expect(couponWorthMinor({ ...fixed, basketMinMinor: minor(0) }, minor(300_000))).toBe(300_000);
  expect(couponWorthMinor({ ...fixed, basketMinMinor: minor(0) }, minor(0))).toBe(0);
  expect(couponWorthMinor({ ...tenth, discountBasisPoints: 20_000 }, minor(2_000_000))).toBe(2_000_000);
});

test('a coupon of a share rounds down', () => {
  expect(couponWorthMinor(tenth, minor(1_000_009))).toBe(100_000);
  expect(couponWorthMinor({ ...tenth, discountBasisPoints: null }, minor(1_000_009))).toBe(0);
});

test('what a coupon takes off lies between nothing and what is to pay', () => {
  const terms = fc.record({
    discountMinor: fc.option(fc.nat({ max: 10_000_000 }).map(minor)),
    discountBasisPoints: fc.option(fc.nat({ max: 10_000 })),
    basketMinMinor: fc.nat({ max: 5_000_000 }).map(minor),
  });
  fc.assert(
    fc.property(terms, fc.nat().map(minor), (coupon, payableMinor) => {
      const worthMinor = couponWorthMinor(coupon, payableMinor);
      expect(worthMinor).toBeGreaterThanOrEqual(0);
      expect(worthMinor).toBeLessThanOrEqual(payableMinor);
    }),
  );
});

test('a code with a value of its own is a coupon of that value, whatever the programme says', () => {
  const terms = couponTermsOf({ refId: 'fifty', valueMinor: minor(70) }, [fixed]);
  expect(terms).toEqual({ discountMinor: 70, discountBasisPoints: null, basketMinMinor: 0 });
});

test('a code without a value is the kind of coupon that the programme calls so', () => {
  expect(couponTermsOf({ refId: 'tenth', valueMinor: minor(0) }, [fixed, tenth])).toBe(tenth);
  expect(couponTermsOf({ refId: 'gone', valueMinor: minor(0) }, [fixed, tenth])).toBeUndefined();
});
