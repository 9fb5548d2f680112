import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { capTenders } from '#shared/ledger/value/cap-tenders.ts';
import { hasTenders, noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { decideRedeem } from '#shared/ledger/value/decide-redeem.ts';
import type { RedeemToDecide } from '#shared/ledger/value/decide-redeem.ts';
import { spendableOf } from '#shared/ledger/value/take-lots.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { lotOf, spendingDay } from '#test/support/lots.ts';
import {
  anyRedeem,
  buyerRef,
  chosenOf,
  couponOf,
  emptyPurse,
  giftCardOf,
  headRef,
  plainRedemption,
  redeemOf,
} from '#test/support/redemptions.ts';

const points = { rules: plainRedemption, pointWorthMinor: minor(100), lots: [lotOf({ open: 5_000 })] };
const wallet = [lotOf({ entry: 2, unit: 'money', open: 300_000 })];
const household = {
  headRef,
  lots: [lotOf({ entry: 3, unit: 'money', open: 200_000 })],
  leftTodayMinor: minor(150_000),
};
const purse = {
  ...emptyPurse,
  points,
  wallet,
  household,
  coupons: [couponOf(1, { discountMinor: minor(50_000), basketMinMinor: minor(500_000) })],
  giftCards: [giftCardOf(1, 80_000)],
};
const cardId = giftCardOf(1, 0).code.codeId;
const couponId = couponOf(1, {}).codeId;
const everything = chosenOf({
  coupons: [couponId],
  points: 1_000,
  walletMinor: minor(200_000),
  householdMinor: minor(100_000),
  giftCards: [{ codeId: cardId, amountMinor: minor(60_000) }],
});

const codeOf = (changed: Partial<RedeemToDecide>) =>
  expectCode(decideRedeem(redeemOf({ purse, ...changed })));

describe('paying with what the shop owes', () => {
  test('coupon, points, wallets, gift card and money pay one sale to the last unit', () => {
    const { detail, moves } = expectOk(decideRedeem(redeemOf({ purse, chosen: everything })));
    expect(detail.tenders.map(({ means, amount, worthMinor }) => [means, amount, worthMinor])).toEqual([
      ['coupon', 50_000, 50_000],
      ['points', 1_000, 100_000],
      ['wallet', 200_000, 200_000],
      ['wallet', 100_000, 100_000],
      ['giftCard', 60_000, 60_000],
    ]);
    expect(detail).toMatchObject({ dueMinor: 1_000_000, outsideMinor: 490_000 });
    expect(moves.map(({ unit, amount, from }) => [unit, amount, from])).toEqual([
      ['points', 1_000, { kind: 'member', memberRef: buyerRef, purse: 'points' }],
      ['money', 200_000, { kind: 'member', memberRef: buyerRef, purse: 'wallet' }],
      ['money', 100_000, { kind: 'member', memberRef: headRef, purse: 'wallet' }],
      ['money', 60_000, { kind: 'giftCard', codeId: cardId }],
    ]);
    expect(moves.every(({ to }) => to.kind === 'shop' && to.account === 'redeemed')).toBe(true);
  });

  test('a spend over several lots is a move for each, in the order in which they end', () => {
    const lots = [lotOf({ entry: 1 }), lotOf({ entry: 2, expiresOn: '2026-12-01' })];
    const paid = decideRedeem(
      redeemOf({ purse: { ...purse, points: { ...points, lots } }, chosen: chosenOf({ points: 150 }) }),
    );
    expect(expectOk(paid).moves.map(({ amount, lot }) => [amount, lot])).toEqual([
      [100, lots[1]?.source],
      [50, lots[0]?.source],
    ]);
  });

  test('choosing nothing leaves everything to be paid with money', () => {
    expect(expectOk(decideRedeem(redeemOf({ purse })))).toEqual({
      detail: expect.objectContaining({ tenders: [], outsideMinor: 1_000_000 }),
      moves: [],
    });
    expect(hasTenders(noTenders)).toBe(false);
    expect(
      [
        everything,
        { ...everything, coupons: [] },
        chosenOf({ points: 1 }),
        chosenOf({ walletMinor: minor(1) }),
        chosenOf({ householdMinor: minor(1) }),
      ].every(hasTenders),
    ).toBe(true);
  });

  test('a second coupon takes what the first has left, and a share is of the whole sale', () => {
    const coupons = [
      couponOf(1, { discountMinor: minor(80_000) }),
      couponOf(2, { discountBasisPoints: 5_000 }),
    ];
    const chosen = chosenOf({ coupons: coupons.map(({ codeId }) => codeId) });
    const paid = expectOk(
      decideRedeem(redeemOf({ dueMinor: minor(100_000), purse: { ...purse, coupons }, chosen })),
    );
    expect(paid.detail.tenders.map(({ worthMinor }) => worthMinor)).toEqual([80_000, 20_000]);
  });
});

describe('what is refused at payment', () => {
  test.for([
    ['more points than there are', { chosen: chosenOf({ points: 5_001 }) }, 'points_above_limit'],
    ['fewer than no points', { chosen: chosenOf({ points: -1 }) }, 'amount_invalid'],
    ['a fraction of a point', { chosen: chosenOf({ points: 0.5 }) }, 'amount_invalid'],
    [
      'more than the wallet holds',
      { chosen: chosenOf({ walletMinor: minor(300_001) }) },
      'balance_too_small',
    ],
    ['a wallet below nothing', { chosen: chosenOf({ walletMinor: minor(-1) }) }, 'amount_invalid'],
    [
      'more of the household than the day allows',
      { chosen: chosenOf({ householdMinor: minor(150_001) }) },
      'household_limit',
    ],
    [
      'more of a household without a limit than its wallet holds',
      {
        chosen: chosenOf({ householdMinor: minor(200_001) }),
        purse: { ...purse, household: { ...household, leftTodayMinor: null } },
      },
      'balance_too_small',
    ],
    [
      'a gift card for nothing',
      { chosen: chosenOf({ giftCards: [{ codeId: cardId, amountMinor: minor(0) }] }) },
      'amount_invalid',
    ],
    [
      'more than the gift card holds',
      { chosen: chosenOf({ giftCards: [{ codeId: cardId, amountMinor: minor(80_001) }] }) },
      'balance_too_small',
    ],
    [
      'an unknown gift card',
      { chosen: chosenOf({ giftCards: [{ codeId: couponId, amountMinor: minor(1) }] }) },
      'code_unknown',
    ],
    [
      'a gift card named twice',
      {
        chosen: chosenOf({
          giftCards: [
            { codeId: cardId, amountMinor: minor(1) },
            { codeId: cardId, amountMinor: minor(1) },
          ],
        }),
      },
      'amount_invalid',
    ],
    ['an unknown coupon', { chosen: chosenOf({ coupons: [cardId] }) }, 'code_unknown'],
    [
      'a coupon for a larger basket',
      { chosen: chosenOf({ coupons: [couponId] }), dueMinor: minor(499_999) },
      'coupon_basket_too_small',
    ],
    [
      'a coupon named twice',
      { chosen: chosenOf({ coupons: [couponId, couponId] }) },
      'coupon_basket_too_small',
    ],
    ['more in sum than what is due', { chosen: everything, dueMinor: minor(500_000) }, 'tenders_above_due'],
  ] as const)('%s is refused', ([, changed, code]) => {
    expect(codeOf(changed)).toBe(code);
  });

  test('points and wallets are refused where the shop has none of them, or nobody is identified', () => {
    const choices = [
      ['points', chosenOf({ points: 10 }), 'points_off'],
      ['wallet', chosenOf({ walletMinor: minor(10) }), 'wallet_off'],
      ['household', chosenOf({ householdMinor: minor(10) }), 'wallet_off'],
    ] as const;
    for (const [, chosen, code] of choices) {
      expect(codeOf({ chosen, purse: emptyPurse })).toBe(code);
      expect(codeOf({ chosen, purse: { ...purse, buyerRef: null } })).toBe('member_missing');
    }
  });
});

describe('any redemption', () => {
  test('what was cut is always taken, and pays what is due exactly', () => {
    fc.assert(
      fc.property(anyRedeem, (toDecide) => {
        const chosen = capTenders(toDecide);
        const { detail, moves } = expectOk(decideRedeem({ ...toDecide, chosen }));
        const paidMinor = detail.tenders.reduce((sum, { worthMinor }) => sum + worthMinor, 0);
        expect(paidMinor + detail.outsideMinor).toBe(toDecide.dueMinor);
        expect(detail.outsideMinor).toBeGreaterThanOrEqual(0);
        const tendered = detail.tenders.filter(({ means }) => means !== 'coupon');
        expect(moves.reduce((sum, { amount }) => sum + amount, 0)).toBe(
          tendered.reduce((sum, { amount }) => sum + amount, 0),
        );
        expect(moves.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0)).toBe(true);
      }),
    );
  });

  test('no purse ever pays more than it holds', () => {
    fc.assert(
      fc.property(anyRedeem, (toDecide) => {
        const { purse: held } = toDecide;
        const { moves } = expectOk(decideRedeem({ ...toDecide, chosen: capTenders(toDecide) }));
        const takenFrom = (name: string, ref: string) =>
          moves
            .filter(({ from }) => from.kind === 'member' && from.purse === name && from.memberRef === ref)
            .reduce((sum, { amount }) => sum + amount, 0);
        expect(takenFrom('points', buyerRef)).toBeLessThanOrEqual(
          spendableOf(held.points?.lots ?? [], spendingDay),
        );
        expect(takenFrom('wallet', buyerRef)).toBeLessThanOrEqual(
          spendableOf(held.wallet ?? [], spendingDay),
        );
        expect(takenFrom('wallet', headRef)).toBeLessThanOrEqual(
          spendableOf(held.household?.lots ?? [], spendingDay),
        );
      }),
    );
  });

  test('a choice that is taken as it is stays as it is, and a cut choice is never cut again', () => {
    fc.assert(
      fc.property(anyRedeem, (toDecide) => {
        const cut = capTenders(toDecide);
        expect(capTenders({ ...toDecide, chosen: cut })).toEqual(cut);
        expect(cut).toEqual(decideRedeem(toDecide).ok ? toDecide.chosen : cut);
      }),
    );
  });

  test('nothing is ever raised above what was chosen, whatever becomes of the basket', () => {
    fc.assert(
      fc.property(anyRedeem, fc.integer({ min: 0, max: 3_000_000 }), (toDecide, dueLater) => {
        const cut = capTenders({ ...toDecide, chosen: capTenders(toDecide), dueMinor: minor(dueLater) });
        const { chosen } = toDecide;
        expect(cut.points).toBeLessThanOrEqual(chosen.points);
        expect(cut.walletMinor).toBeLessThanOrEqual(chosen.walletMinor);
        expect(cut.householdMinor).toBeLessThanOrEqual(chosen.householdMinor);
        expect(cut.coupons.every((codeId) => chosen.coupons.includes(codeId))).toBe(true);
        for (const { codeId, amountMinor } of cut.giftCards) {
          const wanted = chosen.giftCards.filter((card) => card.codeId === codeId);
          expect(wanted.some((card) => amountMinor <= card.amountMinor)).toBe(true);
        }
      }),
    );
  });
});
