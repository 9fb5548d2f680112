import { expect, test } from 'vitest';
import { present } from '#test/support/present.ts';
import { minor } from '#shared/domain/money.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { cards, cashier, manager, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { codesOperations } from '#shared/contracts/till/codes-operations.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { points } from '#shared/domain/points.ts';
import type { correctionsOperations } from '#shared/contracts/till/corrections-operations.ts';
import type { standingOperations } from '#shared/contracts/till/standing-operations.ts';
import type { paymentOperations } from '#shared/contracts/till/payment-operations.ts';

function guess(world: TillWorld, run: TillRun, pin = '000000') {
  return run.screen.signIn({ commandId: world.id(), operatorId: cashier.operatorId, pin });
}

async function guesses(world: TillWorld, run: TillRun, count: number): Promise<AppError[]> {
  const errors: AppError[] = [];
  for (let index = 0; index < count; index += 1) {
    const answer = await guess(world, run);
    if (!answer.ok) errors.push(answer.error);
  }
  return errors;
}

test('the right PIN signs in, in any digits, and shows the open basket', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const answer = expectOk(await guess(world, run, '۷۳۸۲۰۴'));
  expect(answer.operator).toEqual({
    operatorId: cashier.operatorId,
    name: 'نسترن',
    latinName: 'Nastaran',
    role: 'cashier',
  });
  expect(answer.basket.lines).toEqual([]);
  expect(expectOk(await run.screen.till({})).signedIn?.operatorId).toBe(cashier.operatorId);
});

test('an unknown operator is refused and counts for nobody', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const stranger = { commandId: world.id(), operatorId: world.id(), pin: cashier.pin };
  expect(expectCode(await run.screen.signIn(stranger))).toBe('operator_unknown');
});

test('the fifth wrong PIN locks for 30 seconds, and each further one for twice as long', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const errors = await guesses(world, run, 6);
  expect(errors.map(({ code }) => code)).toEqual([
    ...Array<string>(4).fill('wrong_pin'),
    'locked_out',
    'locked_out',
  ]);
  expect(errors[4]?.details).toEqual({ seconds: 30 });
  // While it is locked nothing is checked, not even the right PIN, and nothing is counted.
  expect(expectCode(await guess(world, run, cashier.pin))).toBe('locked_out');
  world.time.advance(30_000);
  expect((await guesses(world, run, 1))[0]?.details).toEqual({ seconds: 60 });
  world.time.advance(60_000);
  expect((await guesses(world, run, 1))[0]?.details).toEqual({ seconds: 120 });
  world.time.advance(120_000);
  expectOk(await guess(world, run, cashier.pin));
  expect((await guesses(world, run, 4)).map(({ code }) => code)).toEqual(Array<string>(4).fill('wrong_pin'));
});

test('a lock-out of one operator does not keep another one out', async () => {
  const world = createTillWorld();
  const run = await world.open();
  await guesses(world, run, 5);
  expectOk(await run.screen.signIn({ commandId: world.id(), ...manager }));
});

test('guesses sent all at once get no more tries than guesses one after another', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const pins = [...Array<string>(5).fill('000000'), cashier.pin];
  const answers = await Promise.all(pins.map((pin) => guess(world, run, pin)));
  expect(answers.map(({ ok }) => ok)).toEqual(Array<boolean>(6).fill(false));
  expect(expectOk(await run.screen.till({})).signedIn).toBeNull();
});

test('a lock-out survives a stop', async () => {
  const world = createTillWorld();
  const first = await world.open();
  await guesses(world, first, 5);
  first.close();
  world.time.advance(10_000);
  const again = await world.open();
  const [error] = await guesses(world, again, 1);
  expect(error).toEqual({ code: 'locked_out', details: { seconds: 20 } });
});

test('a clock set back does not shorten a lock-out, with or without a stop', async () => {
  const world = createTillWorld();
  const run = await world.open();
  await guesses(world, run, 5);
  world.jumpWall(-86_400_000);
  expect((await guesses(world, run, 1))[0]?.details).toEqual({ seconds: 30 });
  run.close();
  const again = await world.open();
  expect((await guesses(world, again, 1))[0]?.details).toEqual({ seconds: 30 });
  world.time.advance(30_000);
  expectOk(await guess(world, again, cashier.pin));
});

test('a clock set forward does not open a locked till that runs', async () => {
  const world = createTillWorld();
  const run = await world.open();
  await guesses(world, run, 5);
  world.jumpWall(86_400_000);
  expect((await guesses(world, run, 1))[0]?.details).toEqual({ seconds: 30 });
});

test('whoever signs out while a PIN is being checked stays signed out', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const [late, out] = await Promise.all([
    guess(world, run, cashier.pin),
    run.screen.signOut({ commandId: world.id() }),
  ]);
  expectOk(out);
  expect(expectCode(late)).toBe('not_signed_in');
  expect(expectOk(await run.screen.till({})).signedIn).toBeNull();
});

test('of two operators who sign in at once one has the till, and the other one is told', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const { operatorId, pin } = manager;
  const answers = await Promise.all([
    guess(world, run, cashier.pin),
    run.screen.signIn({ commandId: world.id(), operatorId, pin }),
  ]);
  const inside = answers.flatMap((answer) => (answer.ok ? [answer.value.operator.operatorId] : []));
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
  expect(refused).toEqual(['not_signed_in']);
  expect(inside).toEqual([expectOk(await run.screen.till({})).signedIn?.operatorId]);
});

test('the same operator who signs in twice at once is let in twice', async () => {
  const world = createTillWorld();
  const run = await world.open();
  const both = await Promise.all([guess(world, run, cashier.pin), guess(world, run, cashier.pin)]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
});

test('an attempt whose answer never came was counted', async () => {
  const world = createTillWorld();
  const run = await world.open();
  await guesses(world, run, 4);
  // The check of the PIN has begun when the call returns; the till is stopped before its answer.
  const { operatorId } = cashier;
  const lost = run.till.handlers.signIn({ commandId: world.id(), operatorId, pin: '000000' });
  run.close();
  await lost;
  const again = await world.open();
  expect(expectCode(await guess(world, again, cashier.pin))).toBe('locked_out');
});

test('five idle minutes lock the till, and the basket is still there afterwards', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  world.time.advance(4 * 60_000);
  const before = expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 900 }));
  world.time.advance(4 * 60_000);
  expect(expectOk(await run.screen.till({})).signedIn).not.toBeNull();
  world.time.advance(61_000);
  await run.nextEvent('signedOut');
  const locked = expectOk(await run.screen.till({}));
  expect(locked).toMatchObject({ signedIn: null, basket: null });
  expectOk(await guess(world, run, cashier.pin));
  expect(await basketOf(run)).toEqual(before);
});

test('a till that slept through its idle time is locked before anything else is done', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  world.time.advance(1);
  world.time.freeze(6 * 60_000);
  const late = await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 900 });
  expect(expectCode(late)).toBe('not_signed_in');
});

type Operations = TillContract['operations'];
type Free = 'till' | 'signIn' | 'signOut' | 'tapDemoCard';
type Refused = { readonly [Name in Exclude<keyof Operations, Free>]: Promise<unknown> };

type Correction = keyof typeof correctionsOperations;

function correctionsOf({ screen }: TillRun, entryId: Uuid): Pick<Refused, Correction> {
  const command = { commandId: entryId, approval: null };
  const sale = { entryId, scope: 'whole' as const, lines: [], toWallet: false };
  const change = { entryId, memberRef: sara };
  const batch = { offerId: 'points', from: '2026-11-21', until: '2026-11-21', reasonId: 'mistake' };
  const sums = { members: 0, points: points(0), moneyMinor: minor(0) };
  const adjustment = {
    memberRef: sara,
    unit: 'points' as const,
    amount: 1,
    reasonId: 'mistake',
    expiresOn: null,
  };
  return {
    correctionRules: screen.correctionRules({}),
    findSales: screen.findSales({ text: '', memberRef: null }),
    saleLeft: screen.saleLeft({ entryId }),
    saleProof: screen.saleProof({ entryId }),
    previewRefund: screen.previewRefund(sale),
    refundSale: screen.refundSale({ ...command, ...sale, reasonId: 'mistake', refundMinor: minor(0) }),
    refundSlip: screen.refundSlip({ entryId }),
    previewMemberChange: screen.previewMemberChange(change),
    changeSaleMember: screen.changeSaleMember({ ...command, ...change }),
    adjustMember: screen.adjustMember({ ...command, ...adjustment }),
    previewBulkCancel: screen.previewBulkCancel(batch),
    bulkCancel: screen.bulkCancel({ ...command, ...batch, sums }),
  };
}

type CodesOperation = keyof typeof codesOperations;

function refusedCodes(screen: TillRun['screen'], id: () => Uuid): Pick<Refused, CodesOperation> {
  const command = { commandId: id() };
  const batch = { batchId: id(), texts: [] };
  const issued = { refId: null, valueMinor: minor(500_000), memberRef: null, count: 1 };
  return {
    lookUpCode: screen.lookUpCode({ text: 'A' }),
    sellGiftCard: screen.sellGiftCard({
      ...command,
      valueMinor: minor(500_000),
      payment: 'cash',
      memberRef: null,
    }),
    waitingVouchers: screen.waitingVouchers({}),
    codesHandedOver: screen.codesHandedOver({ ...command, forId: id() }),
    issueCodes: screen.issueCodes({
      ...command,
      ...issued,
      batchId: id(),
      codeKind: 'giftCard',
      approval: null,
    }),
    codeBatches: screen.codeBatches({}),
    previewCancel: screen.previewCancel(batch),
    cancelCodes: screen.cancelCodes({ ...command, ...batch, reasonId: 'leaked', approval: null }),
    rewardsFor: screen.rewardsFor({ memberRef: sara }),
    claimReward: screen.claimReward({ ...command, memberRef: sara, rewardId: 'coffee', count: 1 }),
    handOverReward: screen.handOverReward({ ...command, claimEntryId: id() }),
    cancelClaim: screen.cancelClaim({ ...command, claimEntryId: id(), reasonId: 'mistake' }),
  };
}

function standingOf(
  { screen }: TillRun,
  command: { readonly commandId: Uuid; readonly basketId: Uuid },
): Pick<Refused, keyof typeof standingOperations> {
  const { commandId } = command;
  return {
    memberFile: screen.memberFile({ memberRef: sara }),
    memberStatement: screen.memberStatement({ memberRef: sara, asOf: null, page: 0 }),
    transferPoints: screen.transferPoints({ commandId, fromRef: sara, toRef: commandId, points: 50 }),
    setHousehold: screen.setHousehold({
      commandId,
      headRef: sara,
      memberRef: commandId,
      dayLimitMinor: minor(1_000),
      approval: null,
    }),
    setGuest: screen.setGuest({ ...command, guestCodeId: null }),
  };
}

function paymentsOf(
  { screen }: TillRun,
  command: { readonly commandId: Uuid; readonly basketId: Uuid },
): Pick<Refused, keyof typeof paymentOperations> {
  return {
    paymentOptions: screen.paymentOptions({}),
    chooseTenders: screen.chooseTenders({
      ...command,
      tenders: {
        coupons: [],
        points: 50,
        walletMinor: minor(0),
        householdMinor: minor(0),
        giftCards: [],
      },
    }),
    walletOptions: screen.walletOptions({ memberRef: sara }),
    topUpWallet: screen.topUpWallet({
      commandId: command.commandId,
      memberRef: sara,
      amountMinor: minor(200_000),
      means: 'cash',
    }),
    giveCredit: screen.giveCredit({
      commandId: command.commandId,
      memberRef: sara,
      amountMinor: minor(1_000),
      reasonId: 'apology',
      approval: null,
    }),
  };
}

test('without somebody signed in every operation but looking, signing and tapping is refused, and changes nothing', async () => {
  const world = createTillWorld();
  const signedIn = await world.openSignedIn();
  const { basketId } = await basketOf(signedIn);
  const before = expectOk(
    await signedIn.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 900 }),
  );
  expectOk(await signedIn.screen.signOut({ commandId: world.id() }));
  const { screen } = signedIn;
  const command = { commandId: world.id(), basketId };
  const lineId = present(before.lines[0]).lineId;
  const refused: Refused = {
    searchMembers: screen.searchMembers({ text: 'Sara' }),
    searchProducts: screen.searchProducts({ text: 'tea' }),
    attachMember: screen.attachMember({ ...command, memberRef: sara, cardUid: cards.sara }),
    detachMember: screen.detachMember(command),
    enrolMember: screen.enrolMember({
      ...command,
      name: 'Nobody',
      phone: null,
      birthDate: null,
      cardUid: null,
    }),
    addProduct: screen.addProduct({ ...command, productId: 'tea-1', quantity: 1 }),
    addBarcode: screen.addBarcode({ ...command, barcode: '6260000000014' }),
    addAmount: screen.addAmount({ ...command, amountMinor: 1 }),
    setQuantity: screen.setQuantity({ ...command, lineId, quantity: 2 }),
    removeLine: screen.removeLine({ ...command, lineId }),
    undoLine: screen.undoLine(command),
    clearBasket: screen.clearBasket(command),
    choosePaymentMeans: screen.choosePaymentMeans({ ...command, paymentMeans: 'cash' }),
    wishOffers: screen.wishOffers({ ...command, with: ['points'], without: [] }),
    searchOffers: screen.searchOffers({ text: '' }),
    whyNot: screen.whyNot({ offerId: 'points' }),
    paySale: screen.paySale({ ...command, revision: before.revision }),
    ...refusedCodes(screen, world.id),
    ...paymentsOf(signedIn, command),
    receiptSeen: screen.receiptSeen({ commandId: world.id(), entryId: world.id() }),
    lastReceipt: screen.lastReceipt({}),
    ...correctionsOf(signedIn, world.id()),
    ...standingOf(signedIn, command),
    tillHealth: screen.tillHealth({}),
    closeShift: screen.closeShift({ commandId: world.id() }),
    shiftProof: screen.shiftProof({}),
    syncState: screen.syncState({}),
    sendNow: screen.sendNow({ commandId: world.id() }),
    joinHq: screen.joinHq({ commandId: world.id(), url: 'https://127.0.0.1:9', code: 'AAAA' }),
    joinState: screen.joinState({}),
    cancelJoin: screen.cancelJoin({ commandId: world.id() }),
    exportBacklog: screen.exportBacklog({ commandId: world.id() }),
  };
  for (const [name, answer] of Object.entries(refused)) {
    expect([name, await answer]).toEqual([
      name,
      { ok: false, error: { code: 'not_signed_in', details: {} } },
    ]);
  }
  expectOk(await guess(world, signedIn, cashier.pin));
  expect(await basketOf(signedIn)).toEqual(before);
  expect(expectOk(await screen.lastReceipt({})).receipt).toBeNull();
});
