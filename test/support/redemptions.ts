/** Buyers with something to pay with, and what they choose: made by hand, and at random. */

import fc from 'fast-check';
import { minor } from '#shared/domain/money.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { CouponToPay } from '#shared/ledger/value/coupon-worths.ts';
import type { GiftCardState } from '#shared/ledger/value/decide-gift-card.ts';
import type { PurseOfBuyer, RedeemToDecide } from '#shared/ledger/value/decide-redeem.ts';
import { anyLots, entryUuid, spendingDay } from './lots.ts';

export const buyerRef = uuid('0190aaaa-0000-7000-8000-000000000001');
export const headRef = uuid('0190aaaa-0000-7000-8000-000000000002');

/** 100 a point, from one point on, without limits. */
export const plainRedemption: RedemptionRules = {
  pointMinor: minor(100),
  pointsMin: 1,
  pointsStep: 1,
  pointsMax: null,
  shareBasisPointsMax: 10_000,
  roundToMinor: minor(100_000),
  index: null,
};

export const emptyPurse: PurseOfBuyer = {
  buyerRef,
  points: null,
  wallet: null,
  household: null,
  coupons: [],
  giftCards: [],
};

export function chosenOf(chosen: Partial<ChosenTenders>): ChosenTenders {
  return { ...noTenders, ...chosen };
}

/** A valid card, known by its number. */
export function giftCardOf(number: number, balanceMinor: number): GiftCardState {
  return {
    code: {
      codeId: entryUuid(100 + number),
      codeKind: 'giftCard',
      batchId: entryUuid(99),
      refId: null,
      memberRef: null,
      issueEntryId: entryUuid(98),
      place: number,
      valueMinor: minor(1_000_000),
      usesMax: 0,
      expiresOn: null,
      uses: 0,
      isCancelled: false,
    },
    balanceMinor: minor(balanceMinor),
  };
}

export function couponOf(number: number, terms: Partial<CouponToPay['terms']>): CouponToPay {
  const plain = { discountMinor: null, discountBasisPoints: null, basketMinMinor: minor(0) };
  return { codeId: entryUuid(200 + number), terms: { ...plain, ...terms } };
}

export function redeemOf(changed: Partial<RedeemToDecide>): RedeemToDecide {
  return {
    basketId: entryUuid(97),
    dueMinor: minor(1_000_000),
    chosen: noTenders,
    purse: emptyPurse,
    today: spendingDay,
    ...changed,
  };
}

const anyMinor = (max: number) => fc.integer({ min: 0, max }).map(minor);

export const anyRedemptionRules: fc.Arbitrary<RedemptionRules> = fc.record({
  pointMinor: anyMinor(900),
  pointsMin: fc.integer({ min: 0, max: 60 }),
  pointsStep: fc.integer({ min: 1, max: 40 }),
  pointsMax: fc.option(fc.integer({ min: 0, max: 6_000 })),
  shareBasisPointsMax: fc.integer({ min: 0, max: 10_000 }),
  roundToMinor: fc.constantFrom(0, 1, 500, 10_000, 100_000).map(minor),
  index: fc.constant(null),
});

const anyPurse: fc.Arbitrary<PurseOfBuyer> = fc.record({
  buyerRef: fc.option(fc.constant(buyerRef), { freq: 9 }),
  points: fc.option(
    fc.record({
      rules: anyRedemptionRules,
      pointWorthMinor: anyMinor(900),
      lots: anyLots('points'),
    }),
    { freq: 9 },
  ),
  wallet: fc.option(anyLots('money', 400_000), { freq: 9 }),
  household: fc.option(
    fc.record({
      headRef: fc.constant(headRef),
      lots: anyLots('money', 400_000),
      leftTodayMinor: fc.option(fc.integer({ min: -5, max: 300_000 }).map(minor)),
    }),
  ),
  coupons: fc
    .tuple(anyMinor(200_000), fc.integer({ min: 0, max: 10_000 }))
    .map(([discountMinor, share]) => [
      couponOf(1, { discountMinor, basketMinMinor: minor(5_000) }),
      couponOf(2, { discountBasisPoints: share }),
    ]),
  giftCards: fc
    .tuple(anyMinor(300_000), anyMinor(300_000))
    .map(([one, other]) => [giftCardOf(1, one), giftCardOf(2, other)]),
});

const anyChoice: fc.Arbitrary<ChosenTenders> = fc.record({
  coupons: fc.array(fc.constantFrom(entryUuid(201), entryUuid(202), entryUuid(299)), { maxLength: 3 }),
  points: fc.integer({ min: 0, max: 9_000 }),
  walletMinor: anyMinor(500_000),
  householdMinor: anyMinor(300_000),
  giftCards: fc.array(
    fc.record({
      codeId: fc.constantFrom(entryUuid(101), entryUuid(102), entryUuid(199)),
      amountMinor: anyMinor(300_000),
    }),
    { maxLength: 3 },
  ),
});

/** Most choices are refused: `capTenders` makes one that is taken out of each. */
export const anyRedeem: fc.Arbitrary<RedeemToDecide> = fc.record({
  basketId: fc.constant(entryUuid(97)),
  dueMinor: anyMinor(1_500_000),
  chosen: anyChoice,
  purse: anyPurse,
  today: fc.constant(spendingDay),
});
