import { expect, test } from 'vitest';
import { bySecondPerson, refundCommand, sellAmounts } from '#test/support/corrections.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { fileOf, standingChain } from '#test/support/standing-world.ts';
import { omid, sara } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';

type Shop = {
  readonly world: TillWorld;
  readonly run: TillRun;
  /** To Omid, so many times; each gives a stamp of a card of five. */
  readonly buy: (times: number) => Promise<readonly ReceiptView[]>;
  readonly undo: (sale: ReceiptView, scope?: 'whole' | 'void') => Promise<void>;
  readonly card: () => Promise<readonly number[]>;
};

async function openShop(): Promise<Shop> {
  const world = createTillWorld({ data: standingChain({}) });
  const run = await world.openSignedIn();
  return {
    world,
    run,
    buy: async (times) => {
      const sales: ReceiptView[] = [];
      for (let sale = 0; sale < times; sale += 1) {
        sales.push(await sellAmounts(world, run, { member: omid, amounts: [100_000] }));
      }
      return sales;
    },
    undo: async (sale, scope = 'whole') => {
      const approval = scope === 'void' ? bySecondPerson : null;
      expectOk(await run.screen.refundSale(await refundCommand(world, run, { sale, scope, approval })));
    },
    card: async () => {
      const [card] = (await fileOf(run, omid)).stampCards;
      return [present(card).rewards, present(card).stamps];
    },
  };
}

function cupsOf(sales: readonly ReceiptView[]): number {
  const items = sales.flatMap(({ score }) => score.offers).flatMap((offer) => offer.items);
  return items.filter(({ kind }) => kind === 'stampReward').length;
}

test('a full stamp card gives its reward once, however many of its old sales are given back afterwards', async () => {
  const { buy, undo, card } = await openShop();
  const sales = await buy(5);
  expect(cupsOf(sales)).toBe(1);
  for (const [place, scope] of (['whole', 'void'] as const).entries()) {
    await undo(present(sales[place]), scope);
    expect(cupsOf(await buy(1))).toBe(0);
  }
  // The second one took back the stamp that came after the full card.
  expect(await card()).toEqual([1, 1]);
  expect(cupsOf(await buy(3))).toBe(0);
  expect(cupsOf(await buy(1))).toBe(1);
});

test('giving back the sale that filled a stamp card takes its reward along, and the next stamp fills the card', async () => {
  const { buy, undo, card } = await openShop();
  const filling = (await buy(5))[4];
  await undo(present(filling));
  expect(await card()).toEqual([0, 4]);
  expect(cupsOf(await buy(1))).toBe(1);
});

test('a sale that changes its member to and fro neither fills a card again nor stamps it twice', async () => {
  const { world, run, buy, card } = await openShop();
  const [first] = await buy(5);
  for (const memberRef of [sara, omid, sara]) {
    const wish = { entryId: present(first).entryId, memberRef };
    const command = { commandId: world.id(), ...wish, approval: bySecondPerson };
    expectOk(await run.screen.changeSaleMember(command));
    expect(await card()).toEqual([1, 0]);
  }
  expect(cupsOf(await buy(1))).toBe(0);
});
