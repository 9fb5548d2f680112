import { expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { cards, cashier, chainNoonMs, products, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';

test('a tapped card, three goods and a payment become one receipt with what the rule set gives', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  run.reader.tap(cards.sara);
  const tapped = await run.nextEvent('tapped');
  expect(tapped.kind).toBe('identified');
  const identified = await basketOf(run);
  expect(identified.member).toMatchObject({
    memberRef: sara,
    pointsBalance: 120,
    identifiedBy: 'card',
    birthdayInDays: 0,
  });
  const { basketId } = identified;
  const command = () => ({ commandId: world.id(), basketId });
  expectOk(await run.screen.addBarcode({ ...command(), barcode: products.tea.barcode }));
  expectOk(await run.screen.addProduct({ ...command(), productId: products.rice.productId, quantity: 2 }));
  const full = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 300_000 }));
  expect(full.score).toMatchObject({
    grossMinor: 6_300_000,
    walletCreditMinor: 1_260_000,
    discountMinor: 0,
    pointsEarned: 63,
  });
  const paid = expectOk(await run.screen.paySale({ ...command(), revision: full.revision }));
  expect(paid.receipt).toMatchObject({
    receiptNumber: 'TILL1-261121-1',
    member: { name: 'سارا محمدی' },
    operator: { name: 'نسترن' },
    // Worked out again from the ledger, which does not keep how near a birthday was.
    score: {
      ...full.score,
      offers: full.score.offers.map((offer) => ({ ...offer, reasons: expect.anything() })),
    },
    balances: { pointsBalance: 183, walletMinor: 1_310_000 },
  });
  expect(paid.receipt.lines.map(({ netMinor }) => netMinor)).toEqual([1_000_000, 5_000_000, 300_000]);
  expect(paid.basket).toMatchObject({ lines: [], member: null, revision: 0, canUndo: false });
  expect(paid.basket.basketId).not.toBe(basketId);
  expect(world.bugs).toEqual([]);
});

test('paying twice, with the same command or another, gives the same receipt and one entry', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const basket = expectOk(
    await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 5_000 }),
  );
  const pay = { commandId: world.id(), basketId, revision: basket.revision };
  const first = expectOk(await run.screen.paySale(pay));
  const again = expectOk(await run.screen.paySale(pay));
  const other = expectOk(await run.screen.paySale({ ...pay, commandId: world.id() }));
  expect(again.receipt).toEqual(first.receipt);
  expect(other.receipt).toEqual(first.receipt);
  expect(other.receipt.receiptNumber).toBe('TILL1-261121-1');
});

test('a payment under the id of an earlier command of the basket is booked once and answered', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const command = { commandId: world.id(), basketId };
  const basket = expectOk(await run.screen.addAmount({ ...command, amountMinor: 5_000 }));
  const paid = expectOk(await run.screen.paySale({ ...command, revision: basket.revision }));
  expect(paid.basket.lines).toEqual([]);
  expect(expectOk(await run.screen.paySale({ ...command, revision: basket.revision }))).toEqual(paid);
  expect(world.bugs).toEqual([]);
});

test('a payment names the revision that the cashier saw, and an empty basket cannot be paid', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOf(run);
  expect(expectCode(await run.screen.paySale({ commandId: world.id(), basketId, revision }))).toBe(
    'basket_empty',
  );
  const basket = expectOk(
    await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 5_000 }),
  );
  const stale = { commandId: world.id(), basketId, revision: basket.revision - 1 };
  expect(expectCode(await run.screen.paySale(stale))).toBe('basket_changed');
  expect(expectCode(await run.screen.paySale({ ...stale, basketId: world.id() }))).toBe('basket_changed');
});

test('a sale whose offer ended since it was shown is not booked before the cashier has seen the new sums', async () => {
  const minuteToMidnightMs = chainNoonMs + 8.5 * 3_600_000 - 60_000;
  const world = createTillWorld({ startMs: minuteToMidnightMs });
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  expectOk(
    await run.screen.attachMember({ commandId: world.id(), basketId, memberRef: sara, cardUid: null }),
  );
  const add = { commandId: world.id(), basketId, amountMinor: 1_000_000 };
  const birthday = expectOk(await run.screen.addAmount(add));
  expect(birthday.score.walletCreditMinor).toBe(200_000);
  world.time.advance(60_000);
  const pay = { commandId: world.id(), basketId, revision: birthday.revision };
  expect(expectCode(await run.screen.paySale(pay))).toBe('basket_changed');
  expect((await basketOf(run)).score.walletCreditMinor).toBe(0);
  expect(expectOk(await run.screen.paySale(pay)).receipt.score.walletCreditMinor).toBe(0);
});

test('the screen is told who works here and what the till is', async () => {
  const world = createTillWorld();
  const run = await world.open();
  await run.settle();
  const till = expectOk(await run.screen.till({}));
  expect(till).toMatchObject({
    tillName: 'Till 1',
    currency: 'IRR',
    businessDay: '2026-11-21',
    signedIn: null,
    basket: null,
    unseenReceipt: null,
    reader: { kind: 'ready' },
    ledger: { kind: 'writable' },
  });
  expect(till.tiers.map(({ tierId }) => tierId)).toEqual(['bronze', 'silver']);
  expect(till.demo?.pins).toContainEqual(cashier);
});
