import { describe, expect, test } from 'vitest';
import { present } from '#test/support/present.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { buyer, createSoldWorld, soldId, soldMoment } from '#test/support/sold-world.ts';
import type { SoldSketch, SoldWorld } from '#test/support/sold-world.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import type { KeptTimedGrant } from '#shared/ledger/sale-content.ts';
import { minor } from '#shared/domain/money.ts';

const tenPoints: KeptTimedGrant = {
  unit: 'points',
  amount: 10,
  releaseAfterDays: 0,
  expireAfterDays: null,
};
const heldPoints: KeptTimedGrant = { ...tenPoints, amount: 7, releaseAfterDays: 14 };
const credit: KeptTimedGrant = { ...tenPoints, unit: 'walletCredit', amount: 500 };

/** Three teas at 1,000 and a rice at 2,000: 5,000, of which 10 points come. */
const shopping: SoldSketch = {
  lines: [
    [1_000, 3],
    [2_000, 1],
  ],
  timed: [tenPoints],
};

function sold(sketch: SoldSketch = shopping): { readonly world: SoldWorld; readonly sale: SaleEntry } {
  const world = createSoldWorld();
  world.give('points', 100);
  world.give('money', 3_000);
  return { world, sale: world.sell(sketch) };
}

describe('a refund', () => {
  test('of the whole sale hands back what was paid and takes back what was earned', () => {
    const { world, sale } = sold();
    const { content, needsApproval } = expectOk(world.refund(sale));
    expect(content.detail).toMatchObject({
      scope: 'whole',
      refundMinor: 5_000,
      outsideMinor: 5_000,
      back: [],
      toWalletMinor: 0,
    });
    expect(content.detail.lines.map((line) => line.quantity)).toEqual([3, 1]);
    expect(needsApproval).toBe(false);
    expect(world.held('points')).toBe(100);
    expect(content.facts).toEqual([
      {
        memberRef: buyer,
        date: soldMoment.localDate,
        visits: -1,
        spentMinor: -5_000,
        offerUses: [{ offerId: 'everything', uses: -1, costMinor: 0 }],
        stamps: [],
        pointsEarned: -10,
        tierProgress: 0,
      },
    ]);
  });

  test('of one line takes its share of the points, rounded up, and leaves the visit', () => {
    const { world, sale } = sold();
    const lineId = world.lineId(sale, 0);
    const { content } = expectOk(world.refund(sale, { lines: [{ lineId, quantity: 1 }] }));
    expect(content.detail.refundMinor).toBe(1_000);
    expect(world.held('points')).toBe(108);
    expect(content.facts).toEqual([
      {
        memberRef: buyer,
        date: soldMoment.localDate,
        visits: 0,
        spentMinor: -1_000,
        offerUses: [],
        stamps: [],
        pointsEarned: -2,
        tierProgress: 0,
      },
    ]);
  });

  test('line by line ends exactly where the whole one does', () => {
    const sketch: SoldSketch = {
      lines: [
        [333, 3, 100],
        [1_001, 2, 1],
        [77, 1],
      ],
      timed: [tenPoints, heldPoints, credit],
      chosen: { points: 7, walletMinor: minor(501) },
      stamps: 4,
    };
    const { world, sale } = sold(sketch);
    for (const place of [1, 0, 0, 2, 1, 0]) {
      const lineId = world.lineId(sale, place);
      expectOk(world.refund(sale, { lines: [{ lineId, quantity: 1 }] }));
    }
    expect(world.held('points')).toBe(100);
    expect(world.held('money')).toBe(3_000);
    const left = world.left(sale);
    expect(left).toMatchObject({ leftMinor: 0, outsideLeftMinor: 0, earned: [], visits: 0 });
    expect(left.offerUses).toEqual([]);
    expect(left.stamps).toEqual([]);
    expect(expectCode(world.refund(sale))).toBe('already_refunded');
  });

  test('gives points and wallet money back into the lots that they were taken from', () => {
    const { world, sale } = sold({ ...shopping, chosen: { points: 20, walletMinor: minor(1_000) } });
    const before = createSoldWorld();
    before.give('points', 100);
    before.give('money', 3_000);
    expect(world.lots()[0]?.open).toBe(80);
    const { content } = expectOk(world.refund(sale));
    expect(content.detail.outsideMinor).toBe(2_000);
    expect(content.detail.back).toMatchObject([
      { means: 'points', amount: 20, worthMinor: 2_000 },
      { means: 'wallet', amount: 1_000, worthMinor: 1_000 },
    ]);
    expect(world.lots().map(({ open }) => open)).toEqual([100, 3_000, 0]);
  });

  test('gives the lot that was taken last back first', () => {
    const world = createSoldWorld();
    world.give('points', 10, '2026-12-01');
    world.give('points', 10, '2026-12-31');
    const sale = world.sell({ lines: [[1_000, 2]], chosen: { points: 16 } });
    const lineId = world.lineId(sale, 0);
    expectOk(world.refund(sale, { lines: [{ lineId, quantity: 1 }] }));
    expect(world.lots().map(({ open }) => open)).toEqual([2, 10]);
    expectOk(world.refund(sale, { lines: [{ lineId, quantity: 1 }] }));
    expect(world.lots().map(({ open }) => open)).toEqual([10, 10]);
  });

  test('gives a gift card and a lot of the snapshot their money back, and a coupon nothing', () => {
    const world = createSoldWorld();
    const sale = world.sell({ lines: [[1_000, 4]] });
    const [codeId, couponId] = [soldId('7', 1), soldId('7', 2)];
    const to = { kind: 'shop', account: 'redeemed' } as const;
    const terms = { origin: 'gift', releaseOn: null, expiresOn: null } as const;
    const wallet = { kind: 'member', memberRef: buyer, purse: 'wallet' } as const;
    const money = { unit: 'money', to } as const;
    const tender = { worthMinor: minor(1_000), amount: 1_000, codeId: null, holderRef: null } as const;
    world.book({
      kind: 'redeem',
      refEntryId: sale.entryId,
      content: {
        currency: sale.content.currency,
        moment: soldMoment,
        facts: [],
        moves: [
          { ...money, amount: 400, from: wallet, lot: { kind: 'snapshot', key: '' } },
          { ...money, amount: 600, from: wallet, lot: { kind: 'snapshot', key: 'a' } },
          { ...money, amount: 1_000, from: { kind: 'giftCard', codeId }, lot: { kind: 'own', terms } },
        ],
        detail: {
          basketId: sale.content.basketId,
          dueMinor: minor(4_000),
          outsideMinor: minor(1_000),
          tenders: [
            { ...tender, means: 'coupon', codeId: couponId },
            { ...tender, means: 'wallet', holderRef: buyer },
            { ...tender, means: 'giftCard', codeId },
          ],
        },
      },
    });
    const unit = { lineId: world.lineId(sale, 0), quantity: 1 };
    const first = expectOk(world.refund(sale, { lines: [unit] })).content;
    expect(first.detail.back.map(({ means, amount }) => [means, amount])).toEqual([
      ['wallet', 250],
      ['giftCard', 250],
      ['coupon', 250],
    ]);
    expect(first.moves.map(({ amount, to: back }) => [amount, back.kind])).toEqual([
      [250, 'member'],
      [250, 'giftCard'],
    ]);
    expectOk(world.refund(sale));
    expect(world.lots().map(({ open }) => open)).toEqual([0, 0]);
    expect(world.left(sale).tenders.map(({ amountLeft, moves }) => [amountLeft, moves.length])).toEqual([
      [0, 2],
      [0, 1],
      [0, 0],
    ]);
  });

  test('takes earned points that were spent already, so that the balance goes below zero', () => {
    const world = createSoldWorld();
    const first = world.sell(shopping);
    const second = world.sell({ lines: [[1_000, 1]], chosen: { points: 10 } });
    expectOk(world.refund(first));
    expect(world.held('points')).toBe(-10);
    expectOk(world.refund(second));
    expect(world.held('points')).toBe(0);
  });

  test('takes what is held back before what is at hand', () => {
    const { world, sale } = sold({ ...shopping, timed: [heldPoints] });
    const { content } = expectOk(world.refund(sale));
    expect(content.moves).toMatchObject([
      { amount: 7, from: { purse: 'points_pending' }, to: { account: 'issued' } },
    ]);
  });

  test('takes the rest from what is at hand once a part of it was released', () => {
    const { world, sale } = sold({ ...shopping, timed: [heldPoints, { ...credit, releaseAfterDays: 3 }] });
    const [points, money] = world.left(sale).earned;
    for (const lot of [present(points), present(money)]) {
      const purses =
        lot.unit === 'points'
          ? (['points_pending', 'points'] as const)
          : (['wallet_pending', 'wallet'] as const);
      world.book({
        kind: 'release',
        content: {
          currency: sale.content.currency,
          moment: soldMoment,
          facts: [],
          detail: { cause: 'due' },
          moves: [
            {
              unit: lot.unit,
              amount: 5,
              from: { kind: 'member', memberRef: buyer, purse: purses[0] },
              to: { kind: 'member', memberRef: buyer, purse: purses[1] },
              lot: lot.lot,
            },
          ],
        },
      });
    }
    const { content } = expectOk(world.refund(sale));
    expect(content.moves.map(({ amount }) => amount)).toEqual([2, 5, 495, 5]);
    expect([world.held('points'), world.held('money')]).toEqual([100, 3_000]);
  });

  test('does not ask for points that have ended before anybody spent them', () => {
    const { world, sale } = sold();
    const [earned] = world.left(sale).earned;
    world.book({
      kind: 'expire',
      content: {
        currency: sale.content.currency,
        moment: soldMoment,
        facts: [],
        detail: { cause: 'due' },
        moves: [
          {
            unit: 'points',
            amount: 6,
            from: { kind: 'member', memberRef: buyer, purse: 'points' },
            to: { kind: 'shop', account: 'expired' },
            lot: present(earned).lot,
          },
        ],
      },
    });
    expectOk(world.refund(sale));
    expect(world.held('points')).toBe(100);
  });

  test('of a line that cost nothing hands nothing out and takes nothing back', () => {
    const { world, sale } = sold({
      lines: [
        [1_000, 1],
        [500, 1, 500],
      ],
      timed: [tenPoints],
    });
    const free = { lineId: world.lineId(sale, 1), quantity: 1 };
    const { content } = expectOk(world.refund(sale, { lines: [free] }));
    expect(content.detail.refundMinor).toBe(0);
    expect(content.moves).toEqual([]);
    expect(content.facts).toEqual([]);
    expectOk(world.refund(sale, { lines: [{ lineId: world.lineId(sale, 0), quantity: 1 }] }));
    expect(world.held('points')).toBe(100);
  });

  test('of the paid lines alone takes all that was earned, and the free line stays with the customer', () => {
    const { world, sale } = sold({
      lines: [
        [1_000, 1],
        [500, 1, 500],
      ],
      timed: [tenPoints],
    });
    expectOk(world.refund(sale, { lines: [{ lineId: world.lineId(sale, 0), quantity: 1 }] }));
    expect(world.held('points')).toBe(100);
    expect(world.left(sale).visits).toBe(1);
    expectOk(world.refund(sale));
    expect(world.left(sale).visits).toBe(0);
  });

  test('of a sale that cost nothing shares what was earned by the number of units', () => {
    const { world, sale } = sold({ lines: [[500, 4, 2_000]], timed: [tenPoints] });
    const unit = { lineId: world.lineId(sale, 0), quantity: 1 };
    expectOk(world.refund(sale, { lines: [unit] }));
    expect(world.held('points')).toBe(107);
    expectOk(world.refund(sale));
    expect(world.held('points')).toBe(100);
  });

  test('gives back the tax that was added to the prices', () => {
    const { world, sale } = sold({
      lines: [
        [1_000, 1],
        [2_000, 1],
      ],
      taxMinor: 90,
    });
    const line = { lineId: world.lineId(sale, 0), quantity: 1 };
    expect(expectOk(world.refund(sale, { lines: [line] })).content.detail.refundMinor).toBe(1_090);
    expect(expectOk(world.refund(sale)).content.detail.refundMinor).toBe(2_090);
  });

  test('can go into the wallet in place of cash, as money of its own', () => {
    const { world, sale } = sold();
    const { content } = expectOk(world.refund(sale, { toWallet: true }));
    expect(content.detail).toMatchObject({ outsideMinor: 0, toWalletMinor: 5_000 });
    expect(world.held('money')).toBe(8_000);
    expect(world.left(sale)).toMatchObject({ leftMinor: 0, outsideLeftMinor: 0 });
  });

  test('of nothing but points puts nothing into the wallet', () => {
    const { world, sale } = sold({ lines: [[1_000, 1]], chosen: { points: 10 } });
    const { content } = expectOk(world.refund(sale, { toWallet: true }));
    expect(content.detail).toMatchObject({ outsideMinor: 0, toWalletMinor: 0 });
    expect(world.held('points')).toBe(100);
  });

  test('of an anonymous sale hands out what was paid and changes no member', () => {
    const { world, sale } = sold({ ...shopping, member: null });
    const { content } = expectOk(world.refund(sale));
    expect(content.moves).toEqual([]);
    expect(content.facts).toMatchObject([{ memberRef: null, visits: 0, spentMinor: 0 }]);
    const again = sold({ ...shopping, member: null });
    expect(expectCode(again.world.refund(again.sale, { toWallet: true }))).toBe('wallet_takes_no_refunds');
  });
});

describe('a refund is refused', () => {
  const lineOf = (world: SoldWorld, sale: SaleEntry, quantity: number) => ({
    lineId: world.lineId(sale, 0),
    quantity,
  });

  test('without a reason of the owner', () => {
    const { world, sale } = sold();
    expect(expectCode(world.refund(sale, { reasonId: 'because' }))).toBe('reason_unknown');
  });

  test('for more than is left, for less than one, and for parts of a unit', () => {
    const { world, sale } = sold();
    for (const quantity of [4, 0, -1, 1.5, Number.NaN, 2 ** 53]) {
      expect(expectCode(world.refund(sale, { lines: [lineOf(world, sale, quantity)] }))).toBe(
        'refund_too_much',
      );
    }
    expectOk(world.refund(sale, { lines: [lineOf(world, sale, 2)] }));
    const refused = world.refund(sale, { lines: [lineOf(world, sale, 2)] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'refund_too_much', details: { left: 1 } } });
  });

  test('for no line, a line of another sale, and the same line twice', () => {
    const { world, sale } = sold();
    const other = world.sell(shopping);
    const line = lineOf(world, sale, 1);
    expect(expectCode(world.refund(sale, { lines: [] }))).toBe('refund_empty');
    expect(expectCode(world.refund(sale, { lines: [lineOf(world, other, 1)] }))).toBe('refund_line_unknown');
    expect(expectCode(world.refund(sale, { lines: [line, line] }))).toBe('refund_line_unknown');
  });

  test('after the days that the owner set, and a void after its own day', () => {
    const { world, sale } = sold();
    const on = (localDate: string) => ({ moment: { localDate, minuteOfDay: 0 }, businessDay: localDate });
    expect(expectCode(world.refund(sale, on('2026-12-23')))).toBe('refund_too_late');
    expect(expectCode(world.refund(sale, { scope: 'void', ...on('2026-11-23') }))).toBe('void_too_late');
    expectOk(world.refund(sale, on('2026-12-22')));
  });
});

test('a manager approves what is more than the limit, in one refund or in several of one sale, and every void', () => {
  const world = createSoldWorld();
  const large = world.sell({ lines: [[400_000, 3]] });
  const unit = { lineId: world.lineId(large, 0), quantity: 1 };
  const approvals = [1, 2, 3].map(() => expectOk(world.refund(large, { lines: [unit] })).needsApproval);
  expect(approvals).toEqual([false, false, true]);
  const small = world.sell({ lines: [[1_000, 1]] });
  expect(expectOk(world.refund(small, { scope: 'void' })).needsApproval).toBe(true);
});
