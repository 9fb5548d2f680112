import { expect, test } from 'vitest';
import { present } from '#test/support/present.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { products, tinyChainData, writeChainFiles } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

type Basket = { readonly world: TillWorld; readonly run: TillRun; readonly command: () => Command };
type Command = {
  readonly commandId: ReturnType<TillWorld['id']>;
  readonly basketId: ReturnType<TillWorld['id']>;
};

async function openBasket(): Promise<Basket> {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  return { world, run, command: () => ({ commandId: world.id(), basketId }) };
}

test('the same product scanned again raises the quantity of its line', async () => {
  const { run, command } = await openBasket();
  const { barcode } = products.tea;
  expectOk(await run.screen.addBarcode({ ...command(), barcode }));
  expectOk(await run.screen.addProduct({ ...command(), productId: 'rice-1', quantity: 1 }));
  const basket = expectOk(await run.screen.addBarcode({ ...command(), barcode }));
  expect(basket.lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
  expect(basket.lines[0]).toMatchObject({ name: { en: 'Black tea' }, groupName: { en: 'Drinks' }, barcode });
  expect(basket.revision).toBe(3);
});

test.for([
  ['in Persian digits', '۶۲۶۰۰۰۰۰۰۰۰۱۴'],
  ['with spaces around it', ' 6260000000014 '],
  ['as the twelve digits of an American code', '360000000038'],
])('a barcode is found %s', async ([, barcode]) => {
  const { run, command } = await openBasket();
  const basket = expectOk(await run.screen.addBarcode({ ...command(), barcode: String(barcode) }));
  expect(basket.lines).toHaveLength(1);
});

test('two plain amounts stay two lines, because nobody knows that they are the same', async () => {
  const { run, command } = await openBasket();
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 10_000 }));
  const basket = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 10_000 }));
  expect(basket.lines.map(({ name, quantity }) => [name, quantity])).toEqual([
    [null, 1],
    [null, 1],
  ]);
});

test('undo takes the changes of lines back one after another, and a removed line returns to its place', async () => {
  const { run, command } = await openBasket();
  const one = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 1_000 }));
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 2_000 }));
  const lineId = present(one.lines[0]).lineId;
  expectOk(await run.screen.setQuantity({ ...command(), lineId, quantity: 5 }));
  expectOk(await run.screen.removeLine({ ...command(), lineId }));
  const prices = async () => {
    const basket = expectOk(await run.screen.undoLine(command()));
    return basket.lines.map(({ unitPriceMinor, quantity }) => [unitPriceMinor, quantity]);
  };
  expect(await prices()).toEqual([
    [1_000, 5],
    [2_000, 1],
  ]);
  expect(await prices()).toEqual([
    [1_000, 1],
    [2_000, 1],
  ]);
  expect(await prices()).toEqual([[1_000, 1]]);
  expect(await prices()).toEqual([]);
  expect(expectCode(await run.screen.undoLine(command()))).toBe('nothing_to_undo');
});

test('a repeated command changes nothing and is answered with the basket as it is', async () => {
  const { run, command } = await openBasket();
  const twice = command();
  expectOk(await run.screen.addAmount({ ...twice, amountMinor: 1_000 }));
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 2_000 }));
  const repeated = expectOk(await run.screen.addAmount({ ...twice, amountMinor: 1_000 }));
  expect(repeated.lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([1_000, 2_000]);
  expect(repeated.revision).toBe(2);
});

test('what the chain does not have, what the basket does not hold and another basket are refused by name', async () => {
  const { world, run, command } = await openBasket();
  const { screen } = run;
  const lineId = world.id();
  const refusals = [
    await screen.addBarcode({ ...command(), barcode: '999' }),
    await screen.addProduct({ ...command(), productId: 'nothing', quantity: 1 }),
    await screen.setQuantity({ ...command(), lineId, quantity: 2 }),
    await screen.removeLine({ ...command(), lineId }),
    await screen.undoLine(command()),
    await screen.addAmount({ commandId: world.id(), basketId: world.id(), amountMinor: 1 }),
    await screen.clearBasket({ commandId: world.id(), basketId: world.id() }),
  ];
  expect(refusals.map(expectCode)).toEqual([
    'barcode_unknown',
    'product_unknown',
    'line_unknown',
    'line_unknown',
    'nothing_to_undo',
    'basket_changed',
    'basket_changed',
  ]);
  expect((await basketOf(run)).revision).toBe(0);
});

test('a basket that would cost more than the engine can add up is refused as full', async () => {
  const { run, command } = await openBasket();
  const amountMinor = 10_000_000_000;
  const costly = async (quantity: number) => {
    const basket = expectOk(await run.screen.addAmount({ ...command(), amountMinor }));
    const lineId = present(basket.lines.at(-1)).lineId;
    return run.screen.setQuantity({ ...command(), lineId, quantity });
  };
  for (let line = 0; line < 10; line += 1) expectOk(await costly(9_999));
  expect(expectCode(await costly(9_999))).toBe('basket_full');
  const { basketId } = await basketOf(run);
  expectOk(await run.screen.addProduct({ ...command(), productId: 'tea-1', quantity: 9_999 }));
  const more = { ...command(), basketId, productId: 'tea-1', quantity: 1 };
  expect(expectCode(await run.screen.addProduct(more))).toBe('basket_full');
});

test('a cleared basket is another basket, and clearing it twice by one command clears one', async () => {
  const { run, command } = await openBasket();
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 1_000 }));
  const clear = command();
  const next = expectOk(await run.screen.clearBasket(clear));
  expect(next).toMatchObject({ lines: [], revision: 0, canUndo: false });
  expect(next.basketId).not.toBe(clear.basketId);
  expect(expectOk(await run.screen.clearBasket(clear)).basketId).toBe(next.basketId);
});

test('the open basket survives a stop with its lines, its member and what can be undone', async () => {
  const { world, run, command } = await openBasket();
  const first = expectOk(await run.screen.addProduct({ ...command(), productId: 'tea-1', quantity: 2 }));
  const lineId = present(first.lines[0]).lineId;
  const last = { ...command(), lineId, quantity: 3 };
  const before = expectOk(await run.screen.setQuantity(last));
  run.close();
  const again = await world.openSignedIn();
  expect(await basketOf(again)).toEqual(before);
  expect(expectOk(await again.screen.setQuantity(last))).toEqual(before);
  const undone = expectOk(await again.screen.undoLine(command()));
  expect(undone.lines.map(({ quantity }) => quantity)).toEqual([2]);
});

test('a basket is scored to its end with the rule set that its first line was scored with', async () => {
  const { world, run, command } = await openBasket();
  expectOk(await run.screen.addAmount({ ...command(), amountMinor: 6_000_000 }));
  const before = await basketOf(run);
  run.close();
  const data = tinyChainData();
  writeChainFiles(world.resourcesDir, {
    ...data,
    ruleSet: { ...data.ruleSet, ruleSetId: 'no-offers', offers: [] },
  });
  const again = await world.openSignedIn();
  const same = await basketOf(again);
  expect(same.score).toEqual(before.score);
  const paid = expectOk(await again.screen.paySale({ ...command(), revision: same.revision }));
  expect(paid.receipt.score.ruleSetHash).toBe(before.score.ruleSetHash);
  expect(paid.basket.score.ruleSetHash).not.toBe(before.score.ruleSetHash);
  const next = { commandId: world.id(), basketId: paid.basket.basketId, amountMinor: 6_000_000 };
  expect(expectOk(await again.screen.addAmount(next)).score.discountMinor).toBe(0);
});
