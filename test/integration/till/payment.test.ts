import { describe, expect, test } from 'vitest';
import type { ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import { minor } from '#shared/domain/money.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { present } from '#test/support/present.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { kian, manager, omid, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

/** Of the newest value of the index in the tests' programme. */
const pointWorth = 1_120;

const nothing: ChosenTendersView = {
  coupons: [],
  points: 0,
  walletMinor: minor(0),
  householdMinor: minor(0),
  giftCards: [],
};

/** A world with one plain amount in the basket of a member. */
async function baskets(
  amountMinor: number,
  { memberRef = sara, world = createTillWorld() }: { memberRef?: MemberRef | null; world?: TillWorld } = {},
) {
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  if (memberRef !== null) {
    expectOk(await run.screen.attachMember({ ...command(), memberRef, cardUid: null }));
  }
  const basket = expectOk(await run.screen.addAmount({ ...command(), amountMinor }));
  const choose = (chosen: Partial<ChosenTendersView>) =>
    run.screen.chooseTenders({ ...command(), tenders: { ...nothing, ...chosen } });
  return { world, run, command, basket, choose };
}

const membersBalances = async (run: TillRun, world: TillWorld, memberRef: MemberRef) => {
  const { basketId } = await basketOf(run);
  const { member } = expectOk(
    await run.screen.attachMember({ commandId: world.id(), basketId, memberRef, cardUid: null }),
  );
  const { pointsBalance, walletMinor } = present(member);
  return { pointsBalance, walletMinor };
};

describe('paying with points, wallet and cash', () => {
  test('one sale is paid to the last unit, with the change in the wallet, in one transaction', async () => {
    const { run, world, command, choose } = await baskets(505_000);
    const chosen = expectOk(await choose({ points: 100, walletMinor: minor(50_000) }));
    expect(chosen.payment).toMatchObject({
      tenders: [
        { means: 'points', amount: 100, worthMinor: 100 * pointWorth },
        { means: 'wallet', amount: 50_000, worthMinor: 50_000 },
      ],
      outsideMinor: 505_000 - 112_000 - 50_000,
      isCut: false,
      isStale: false,
    });
    const paid = expectOk(
      await run.screen.paySale({
        ...command(),
        revision: chosen.revision,
        cash: { receivedMinor: minor(350_000), intoWalletMinor: minor(5_000) },
      }),
    );
    expect(paid.receipt.payment).toMatchObject({
      outsideMinor: 343_000,
      changeIntoWalletMinor: 5_000,
      cash: { receivedMinor: 350_000, changeMinor: 2_000 },
    });
    // 120 − 100 + 5 earned; 50,000 − 50,000 + 5,000 of change + 20 % of the basket on the birthday.
    expect(paid.receipt.balances).toEqual({ pointsBalance: 25, walletMinor: 5_000 + 101_000 });
    expect(world.bugs).toEqual([]);
  });

  test('the points and credit that a sale earns do not depend on what it is paid with', async () => {
    const { basket, choose } = await baskets(505_000);
    const chosen = expectOk(await choose({ points: 100, walletMinor: minor(50_000) }));
    expect(chosen.score).toEqual(basket.score);
    expect(chosen.paymentMeans).toBe(basket.paymentMeans);
  });

  test('the lots that were spent are told, the oldest first, and never more than there were', async () => {
    const world = createTillWorld();
    const first = await baskets(9_000_000, { world });
    const earned = expectOk(
      await first.run.screen.paySale({ ...first.command(), revision: first.basket.revision }),
    );
    expect(earned.receipt.score.pointsEarned).toBe(90);
    first.run.close();
    const { run, command, choose } = await baskets(2_000_000, { world });
    const chosen = expectOk(await choose({ points: 200 }));
    const { receipt } = expectOk(await run.screen.paySale({ ...command(), revision: chosen.revision }));
    expect(present(receipt.payment).tenders[0]?.lots).toEqual([
      { amount: 120, madeOn: null },
      { amount: 80, madeOn: '2026-11-21' },
    ]);
    expect(receipt.balances?.pointsBalance).toBe(120 + 90 - 200 + 20);
  });

  test('a sale paid twice, by the same command or another, redeems once', async () => {
    const { run, world, command, choose } = await baskets(505_000);
    const { revision } = expectOk(await choose({ points: 100 }));
    const pay = { ...command(), revision };
    const first = expectOk(await run.screen.paySale(pay));
    const again = expectOk(await run.screen.paySale(pay));
    const other = expectOk(await run.screen.paySale({ ...pay, commandId: world.id() }));
    expect([again.receipt, other.receipt]).toEqual([first.receipt, first.receipt]);
    expect((await membersBalances(run, world, sara)).pointsBalance).toBe(120 - 100 + 5);
  });

  test('the receipt of a redemption is the same after a stop', async () => {
    const { run, world, command, choose } = await baskets(505_000);
    const { revision } = expectOk(await choose({ points: 100 }));
    const { receipt } = expectOk(await run.screen.paySale({ ...command(), revision }));
    run.close();
    const later = await world.openSignedIn();
    expect(expectOk(await later.screen.lastReceipt({})).receipt?.payment).toEqual(receipt.payment);
  });
});

describe('what is chosen stays with the basket', () => {
  test('a choice survives a stop of the till', async () => {
    const { run, world, choose } = await baskets(505_000);
    const chosen = expectOk(await choose({ points: 100, walletMinor: minor(30_000) }));
    run.close();
    const later = await basketOf(await world.openSignedIn());
    expect(later.payment).toEqual(chosen.payment);
  });

  test('a smaller basket cuts the choice visibly, and a larger one does not raise it again', async () => {
    const { run, command, basket, choose } = await baskets(120_000);
    expectOk(await choose({ points: 100, walletMinor: minor(8_000) }));
    const [line] = basket.lines;
    expectOk(await run.screen.addAmount({ ...command(), amountMinor: 60_000 }));
    const cut = expectOk(await run.screen.removeLine({ ...command(), lineId: present(line).lineId }));
    expect(cut.payment).toMatchObject({
      chosen: { points: 50, walletMinor: 4_000 },
      outsideMinor: 0,
      isCut: true,
    });
    const larger = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 900_000 }));
    expect(larger.payment).toMatchObject({ chosen: { points: 50, walletMinor: 4_000 }, isCut: true });
    const anew = expectOk(await choose({ points: 60 }));
    expect(anew.payment).toMatchObject({ chosen: { points: 60, walletMinor: 0 }, isCut: false });
  });

  test('another member does not pay with what the first one chose', async () => {
    const { run, command, choose } = await baskets(505_000);
    expectOk(await choose({ points: 100 }));
    const other = expectOk(await run.screen.attachMember({ ...command(), memberRef: omid, cardUid: null }));
    expect(other.payment).toMatchObject({ chosen: nothing, isCut: true, outsideMinor: 505_000 });
  });

  test('choosing nothing takes the choice back', async () => {
    const { choose } = await baskets(505_000);
    expectOk(await choose({ points: 100 }));
    expect(expectOk(await choose({})).payment).toBeUndefined();
  });

  test('a choice made by a repeated command is made once', async () => {
    const { run, command } = await baskets(505_000);
    const choice = { ...command(), tenders: { ...nothing, points: 100 } };
    const first = expectOk(await run.screen.chooseTenders(choice));
    expect(expectOk(await run.screen.chooseTenders(choice))).toEqual(first);
  });
});

describe('a choice that is refused', () => {
  test.for([
    ['more points than the member has', { points: 130 }, 'points_above_limit'],
    ['fewer points than may pay', { points: 40 }, 'points_below_min'],
    ['points between two steps', { points: 55 }, 'points_off_step'],
    ['more than the wallet holds', { walletMinor: minor(50_001) }, 'balance_too_small'],
    ['a household that is none', { householdMinor: minor(1) }, 'wallet_off'],
    ['an unknown gift card', { giftCards: [{ codeId: kian, amountMinor: minor(1) }] }, 'code_unknown'],
    ['an unknown coupon', { coupons: [kian] }, 'code_unknown'],
  ] as const)('%s leaves the choice before', async ([, chosen, code]) => {
    const { run, choose } = await baskets(505_000);
    const before = expectOk(await choose({ points: 60 }));
    expect(expectCode(await choose(chosen as Partial<ChosenTendersView>))).toBe(code);
    expect(await basketOf(run)).toEqual(before);
  });

  test('more in sum than the sale costs is refused', async () => {
    const { choose } = await baskets(60_000);
    expect(expectCode(await choose({ points: 50, walletMinor: minor(4_001) }))).toBe('tenders_above_due');
  });

  test('nobody pays with points who is not identified', async () => {
    const { choose } = await baskets(505_000, { memberRef: null });
    expect(expectCode(await choose({ points: 60 }))).toBe('member_missing');
  });

  test.for([-1, 0.5, Number.MAX_SAFE_INTEGER + 1])('%d points are no amount', async (points) => {
    const { choose } = await baskets(505_000);
    expect(expectCode(await choose({ points }))).toBe('invalid_input');
  });

  test.for([
    [{ receivedMinor: minor(504_999), intoWalletMinor: minor(0) }, 'cash_too_small'],
    [{ receivedMinor: minor(510_000), intoWalletMinor: minor(5_001) }, 'change_too_small'],
  ] as const)('cash that does not add up books nothing: %j', async ([cash, code]) => {
    const { run, command, basket } = await baskets(505_000);
    expect(expectCode(await run.screen.paySale({ ...command(), revision: basket.revision, cash }))).toBe(
      code,
    );
    expect(expectOk(await run.screen.lastReceipt({})).receipt).toBeNull();
  });

  test('change goes into no wallet where nobody is identified', async () => {
    const { run, command, basket } = await baskets(505_000, { memberRef: null });
    const cash = { receivedMinor: minor(510_000), intoWalletMinor: minor(5_000) };
    const answer = await run.screen.paySale({ ...command(), revision: basket.revision, cash });
    expect(expectCode(answer)).toBe('member_missing');
  });
});

describe('the options of a payment', () => {
  test('amounts are offered with their worth and what they leave, and the limits are told', async () => {
    const { run, choose } = await baskets(505_000);
    const options = expectOk(await run.screen.paymentOptions({}));
    expect(options).toMatchObject({
      dueMinor: 505_000,
      wallet: { spendableMinor: 50_000, maxMinor: 50_000 },
      household: null,
      changeRoomMinor: 500_000_000 - 50_000,
    });
    expect(options.points).toMatchObject({
      spendable: 120,
      pointWorthMinor: pointWorth,
      index: { date: '2026-11-19' },
      pointsMin: 50,
      pointsStep: 10,
      pointsMax: 120,
      limitedBy: 'balance',
    });
    expect(options.points?.chips.map(({ kind, points }) => [kind, points])).toEqual([
      ['none', 0],
      ['all', 120],
    ]);
    expectOk(await choose({ walletMinor: minor(50_000) }));
    const beside = expectOk(await run.screen.paymentOptions({}));
    expect(beside.points?.chips.at(-1)?.leftMinor).toBe(505_000 - 50_000 - 120 * pointWorth);
  });

  test('whoever is not identified has nothing but money', async () => {
    const { run } = await baskets(505_000, { memberRef: null });
    expect(expectOk(await run.screen.paymentOptions({}))).toMatchObject({
      points: null,
      wallet: null,
      household: null,
      changeRoomMinor: null,
    });
  });
});

describe('gift cards and coupons', () => {
  test('part of a gift card pays, and the rest stays on it', async () => {
    const { run, world, command, choose } = await baskets(505_000);
    const sold = expectOk(
      await run.screen.sellGiftCard({
        commandId: world.id(),
        valueMinor: minor(1_000_000),
        payment: 'cash',
        memberRef: null,
      }),
    );
    const code = expectOk(await run.screen.lookUpCode({ text: present(sold.codes[0]) }));
    const { codeId } = code;
    const { revision } = expectOk(await choose({ giftCards: [{ codeId, amountMinor: minor(400_000) }] }));
    expectOk(await run.screen.paySale({ ...command(), revision }));
    const left = expectOk(await run.screen.lookUpCode({ text: present(sold.codes[0]) }));
    expect(left).toMatchObject({ kind: 'giftCard', balanceMinor: 600_000, refused: null });
  });
});

describe('a coupon at payment', () => {
  test('a coupon takes off what it says, is used by the sale, and pays no second one', async () => {
    const { run, world, command, choose } = await baskets(2_505_000);
    const issued = expectOk(
      await run.screen.issueCodes({
        commandId: world.id(),
        batchId: world.id(),
        codeKind: 'coupon',
        refId: 'thanks-30',
        valueMinor: null,
        memberRef: null,
        count: 1,
        approval: manager,
      }),
    );
    const text = present(issued.codes[0]);
    const { codeId } = expectOk(await run.screen.lookUpCode({ text }));
    const chosen = expectOk(await choose({ coupons: [codeId], points: 100 }));
    expect(chosen.payment).toMatchObject({ outsideMinor: 2_505_000 - 300_000 - 112_000 });
    const paid = expectOk(await run.screen.paySale({ ...command(), revision: chosen.revision }));
    expect(paid.receipt.payment?.tenders[0]).toMatchObject({ means: 'coupon', worthMinor: 300_000 });
    expect(expectOk(await run.screen.lookUpCode({ text })).refused).toBe('code_used_up');
    const { basketId } = paid.basket;
    expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 2_505_000 }));
    const again = await run.screen.chooseTenders({
      commandId: world.id(),
      basketId,
      tenders: { ...nothing, coupons: [codeId] },
    });
    expect(expectCode(again)).toBe('code_unknown');
  });
});

describe('the wallet of a household', () => {
  test('a member spends of it up to the limit of the day, counted over sales and stops', async () => {
    const world = createTillWorld();
    const first = await baskets(300_000, { memberRef: omid, world });
    expectOk(
      await first.run.screen.topUpWallet({
        commandId: world.id(),
        memberRef: sara,
        amountMinor: minor(500_000),
        means: 'card',
      }),
    );
    expectOk(
      await first.run.screen.setHousehold({
        commandId: world.id(),
        memberRef: omid,
        headRef: sara,
        dayLimitMinor: minor(200_000),
        approval: manager,
      }),
    );
    const options = expectOk(await first.run.screen.paymentOptions({}));
    expect(options.household).toMatchObject({ headLatinName: 'Sara Mohammadi', maxMinor: 200_000 });
    expect(expectCode(await first.choose({ householdMinor: minor(200_001) }))).toBe('household_limit');
    const { revision } = expectOk(await first.choose({ householdMinor: minor(150_000) }));
    const paid = expectOk(await first.run.screen.paySale({ ...first.command(), revision }));
    expect(paid.receipt.payment?.tenders).toMatchObject([{ means: 'wallet', isHousehold: true }]);
    first.run.close();
    const { run, choose } = await baskets(300_000, { memberRef: omid, world });
    expect(expectCode(await choose({ householdMinor: minor(50_001) }))).toBe('household_limit');
    expectOk(await choose({ householdMinor: minor(50_000) }));
    expect((await membersBalances(run, world, sara)).walletMinor).toBe(400_000);
  });
});

describe('filling a wallet', () => {
  const topUp = (world: TillWorld, amountMinor = 200_000) => ({
    commandId: world.id(),
    memberRef: sara,
    amountMinor: minor(amountMinor),
    means: 'cash' as const,
  });

  test('money that was paid in is in the wallet, and pays the next sale', async () => {
    const { run, world, command, choose } = await baskets(240_000);
    const { toppedUp, basket } = expectOk(await run.screen.topUpWallet(topUp(world)));
    expect(toppedUp).toMatchObject({
      cause: 'cash',
      amountMinor: 200_000,
      balanceMinor: 250_000,
      receiptNumber: 'TILL1-261121-1',
      member: { latinName: 'Sara Mohammadi' },
    });
    expect(basket.member?.walletMinor).toBe(250_000);
    const { revision } = expectOk(await choose({ walletMinor: minor(240_000) }));
    const paid = expectOk(await run.screen.paySale({ ...command(), revision }));
    expect(paid.receipt.payment?.outsideMinor).toBe(0);
  });

  test('a top-up that was asked for again, also after a stop, is booked once', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const asked = topUp(world);
    const first = expectOk(await run.screen.topUpWallet(asked));
    expect(expectOk(await run.screen.topUpWallet(asked)).toppedUp).toEqual(first.toppedUp);
    run.close();
    const later = await world.openSignedIn();
    expect(expectOk(await later.screen.topUpWallet(asked)).toppedUp).toEqual(first.toppedUp);
    expect((await membersBalances(later, world, sara)).walletMinor).toBe(250_000);
  });

  test('a top-up that a stop came before is not there, and is booked once when it is repeated', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const asked = topUp(world);
    // Sent, and the till is gone before it can read it.
    const lost = run.screen.topUpWallet(asked);
    run.close();
    await lost;
    const later = await world.openSignedIn();
    expect((await membersBalances(later, world, sara)).walletMinor).toBe(50_000);
    expectOk(await later.screen.topUpWallet(asked));
    expectOk(await later.screen.topUpWallet(asked));
    expect((await membersBalances(later, world, sara)).walletMinor).toBe(250_000);
  });

  test.for([
    [99_999, 'top_up_out_of_range'],
    [100_000_001, 'top_up_out_of_range'],
    [0, 'invalid_input'],
    [-200_000, 'invalid_input'],
    [Number.MAX_SAFE_INTEGER, 'invalid_input'],
  ] as const)('a top-up of %d is refused with %s', async ([amountMinor, code]) => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    expect(expectCode(await run.screen.topUpWallet(topUp(world, amountMinor)))).toBe(code);
  });

  test('nobody fills the wallet of a member who is not known', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    const asked = { ...topUp(world), memberRef: world.id() };
    expect(expectCode(await run.screen.topUpWallet(asked))).toBe('member_unknown');
    expect(expectCode(await run.screen.walletOptions({ memberRef: asked.memberRef }))).toBe('member_unknown');
  });

  test('a dialog is told what the wallet takes', async () => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    expect(expectOk(await run.screen.walletOptions({ memberRef: sara }))).toMatchObject({
      balanceMinor: 50_000,
      topUpMinMinor: 100_000,
      roomMinor: 499_950_000,
      gifts: [{ reasonId: 'apology' }, { reasonId: 'campaign' }],
      giftAloneMinor: 5_000_000,
    });
  });
});
