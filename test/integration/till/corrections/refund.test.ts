import { expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import {
  couponWithEachSale,
  balancesOf,
  bySecondPerson,
  leftOf,
  refundCommand,
  sellAmounts,
} from '#test/support/corrections.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { cashier, manager, omid, sara } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';

const dayMs = 86_400_000;
const wholeSale = { scope: 'whole' as const, lines: [], toWallet: false };

test('a line, then the rest, then nothing: a sale is given back once and no more', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [1_000_000, 500_000] });
  expect(await balancesOf(world, run)).toEqual([135, 350_000]);

  const line = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale, places: [0] })));
  expect(line.slip).toMatchObject({
    scope: 'lines',
    refundMinor: 1_000_000,
    outsideMinor: 1_000_000,
    pointsTaken: 10,
    creditTakenMinor: 200_000,
    saleNumber: sale.receiptNumber,
    operator: { latinName: 'Nastaran' },
    approver: null,
    member: { latinName: 'Sara Mohammadi' },
    balances: { pointsBalance: 125, walletMinor: 150_000 },
    reason: { en: 'Goods returned' },
  });
  expect(line.sale).toMatchObject({ state: 'partly', leftMinor: 500_000, pointsEarned: 5 });
  expect(await balancesOf(world, run)).toEqual([125, 150_000]);

  const rest = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale })));
  expect(rest.sale).toMatchObject({ state: 'refunded', leftMinor: 0, pointsEarned: 0 });
  expect(rest.sale.refunds.map(({ scope, refundMinor }) => [scope, refundMinor])).toEqual([
    ['lines', 1_000_000],
    ['whole', 500_000],
  ]);
  expect(await balancesOf(world, run)).toEqual([120, 50_000]);

  const third = await refundCommand(world, run, { sale, refundMinor: minor(1_500_000) });
  expect(expectCode(await run.screen.refundSale(third))).toBe('already_refunded');
  expect(world.bugs).toEqual([]);
});

test('the same refund sent again is answered the same and booked once, also after a restart', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [1_000_000] });
  const command = await refundCommand(world, run, { sale });
  const [first, second] = await Promise.all([run.screen.refundSale(command), run.screen.refundSale(command)]);
  expect(expectOk(second)).toEqual(expectOk(first));
  run.close();
  const again = await world.openSignedIn();
  expect(expectOk(await again.screen.refundSale(command))).toEqual(expectOk(first));
  expect((await leftOf(again, sale)).refunds).toHaveLength(1);
});

test('of two refunds of the same goods at once one is booked', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [6_000_000] });
  const approval = bySecondPerson;
  const commands = [
    await refundCommand(world, run, { sale, approval }),
    await refundCommand(world, run, { sale, approval }),
  ];
  const answers = await Promise.all(commands.map((command) => run.screen.refundSale(command)));
  expect(answers.map((answer) => (answer.ok ? 'done' : answer.error.code)).toSorted()).toEqual([
    'already_refunded',
    'done',
  ]);
  expect((await leftOf(run, sale)).refunds).toHaveLength(1);
});

test('what is above the limit waits for a manager, who is not the cashier, with their own PIN', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { member: null, amounts: [6_000_000] });
  const command = await refundCommand(world, run, { sale });
  const wish = { entryId: sale.entryId, ...wholeSale };
  expect(expectOk(await run.screen.previewRefund(wish)).needsApproval).toBe(true);
  const refused = async (approval: typeof command.approval) =>
    expectCode(await run.screen.refundSale({ ...command, commandId: world.id(), approval }));
  expect(await refused(null)).toBe('approval_needed');
  expect(await refused(cashier)).toBe('approver_is_actor');
  expect(await refused({ ...manager, pin: '00000000' })).toBe('wrong_pin');
  expect((await leftOf(run, sale)).state).toBe('whole');
  const done = expectOk(await run.screen.refundSale({ ...command, approval: bySecondPerson }));
  expect(done.slip).toMatchObject({ approver: { latinName: 'Shahla' }, balances: null });
});

test('a void is for today, and always for two', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [200_000] });
  const late = await sellAmounts(world, run, { amounts: [200_000] });
  const command = await refundCommand(world, run, { sale, scope: 'void' });
  expect(expectCode(await run.screen.refundSale(command))).toBe('approval_needed');
  const done = expectOk(await run.screen.refundSale({ ...command, approval: bySecondPerson }));
  expect(done.slip).toMatchObject({ scope: 'void', approver: { latinName: 'Shahla' } });
  expect(await balancesOf(world, run)).toEqual([122, 90_000]);
  run.close();
  world.time.advance(dayMs);
  const next = await world.openSignedIn();
  expect(await leftOf(next, late)).toMatchObject({ isVoidable: false, refundDaysLeft: 29 });
  const refused = { ...command, entryId: late.entryId, commandId: world.id(), approval: bySecondPerson };
  expect(expectCode(await next.screen.refundSale(refused))).toBe('void_too_late');
});

test('points that were spent already leave a balance below zero, and come back with what they paid', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const first = await sellAmounts(world, run, { member: omid, amounts: [4_000_000] });
  const second = await sellAmounts(world, run, { member: omid, amounts: [2_000_000] });
  const paid = await sellAmounts(world, run, { member: omid, amounts: [900_000], points: 60 });
  expect(await balancesOf(world, run, omid)).toEqual([9, 0]);
  expect((await leftOf(run, paid)).tenders).toMatchObject([{ means: 'points', amountLeft: 60 }]);

  const wish = { entryId: first.entryId, ...wholeSale };
  expect(expectOk(await run.screen.previewRefund(wish))).toMatchObject({
    pointsTaken: 40,
    balances: { pointsBalance: -31 },
  });
  expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale: first })));
  expect(await balancesOf(world, run, omid)).toEqual([-31, 0]);
  const back = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale: paid })));
  expect(back.slip.back).toMatchObject([{ means: 'points', amount: 60 }]);
  expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale: second })));
  expect(await balancesOf(world, run, omid)).toEqual([0, 0]);
});

test('a refund can go into the wallet of the member, and of nobody else', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { member: omid, amounts: [300_000] });
  const done = expectOk(
    await run.screen.refundSale(
      await refundCommand(world, run, { sale, scope: 'exchange', places: [0], toWallet: true }),
    ),
  );
  expect(done.slip).toMatchObject({ scope: 'exchange', outsideMinor: 0, toWalletMinor: 300_000 });
  expect(await balancesOf(world, run, omid)).toEqual([0, 300_000]);
  const nobodys = await sellAmounts(world, run, { member: null, amounts: [300_000] });
  const wish = { entryId: nobodys.entryId, ...wholeSale, toWallet: true };
  expect(expectCode(await run.screen.previewRefund(wish))).toBe('wallet_takes_no_refunds');
});

test('a refund for another sum than the cashier saw is refused', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [100_000, 200_000] });
  const seen = await refundCommand(world, run, { sale });
  expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale, places: [0] })));
  expect(expectCode(await run.screen.refundSale(seen))).toBe('sale_changed');
});

test('sales are found by their number, its end, and their member, newest first', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const first = await sellAmounts(world, run, { amounts: [100_000] });
  const second = await sellAmounts(world, run, { member: omid, amounts: [200_000] });
  const find = async (text: string, memberRef: typeof sara | null = null) =>
    expectOk(await run.screen.findSales({ text, memberRef })).sales.map(({ entryId }) => entryId);
  expect(await find('')).toEqual([second.entryId, first.entryId]);
  expect(await find(first.receiptNumber)).toEqual([first.entryId]);
  expect(await find(first.receiptNumber.toLowerCase())).toEqual([first.entryId]);
  const [, , seq = ''] = first.receiptNumber.split('-');
  expect(await find(seq)).toEqual([first.entryId]);
  expect(await find('۱۲۳۴۵۶۷')).toEqual([]);
  for (const nonsense of ['TILL9-261121-1', '0', '-', 'x', '99999999999999999999', '4294967295']) {
    expect(await find(nonsense)).toEqual([]);
  }
  expect(await find('', sara)).toEqual([first.entryId]);
  expect(await find('', omid)).toEqual([second.entryId]);
  const nothing = { entryId: world.id() };
  expect(expectCode(await run.screen.saleLeft(nothing))).toBe('sale_unknown');
  expect(expectCode(await run.screen.refundSlip(nothing))).toBe('entry_unknown');
  const refund = expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale: first })));
  const slip = await run.screen.refundSlip({ entryId: refund.slip.entryId });
  expect(expectOk(slip)).toEqual(refund.slip);
  expect(present(slip.ok ? slip.value.lines[0] : undefined)).toMatchObject({ name: null, quantity: 1 });
});

test('a sale that is undone takes the coupons with it that it gave, and a part of it leaves them', async () => {
  const world = createTillWorld({ data: couponWithEachSale() });
  const run = await world.openSignedIn();
  const sale = await sellAmounts(world, run, { amounts: [1_000_000, 500_000] });
  const text = present(present(sale.vouchers?.[0]).codes[0]);
  const usesLeft = async () => expectOk(await run.screen.lookUpCode({ text }));
  expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale, places: [0] })));
  expect(await usesLeft()).toMatchObject({ kind: 'coupon', usesLeft: 1, refused: 'coupon_basket_too_small' });
  const rest = await refundCommand(world, run, { sale });
  expectOk(await run.screen.refundSale(rest));
  expectOk(await run.screen.refundSale(rest));
  expect(await usesLeft()).toMatchObject({ refused: 'code_cancelled' });
});
