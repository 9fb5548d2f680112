/** From a till that is alone to one that belongs to HQ, over a real line, with restarts where it starts again. */

import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { smallChain } from '#test/support/hq/published-chain.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { present } from '#test/support/present.ts';
import { createTillAtHq, startTestHq, until } from '#test/support/sync/till-at-hq.ts';
import type { TestHq, TillAtHq } from '#test/support/sync/till-at-hq.ts';
import { takeCarried } from '#tools/hq/import-backlog.ts';
import { manager } from '#test/support/till-chain.ts';

const database = withPglite();

async function joinedTill(hq: TestHq, seed: number): Promise<{ till: TillAtHq; opened: OpenedTill }> {
  const till = createTillAtHq(new Uint8Array(32).fill(seed));
  const { world } = till;
  const alone = await till.open();
  const { handlers } = alone.till;
  expectOk(await handlers.signIn({ commandId: world.id(), ...manager }));
  const code = await hq.newCode(`Till ${seed}`);
  const asked = expectOk(await handlers.joinHq({ commandId: world.id(), url: hq.url, code }));
  expect(asked.step).toBe('waiting');
  await hq.approve(present(asked.fingerprint));
  await until(world, () => till.startsOver.includes('joined'));
  alone.close();
  return { till, opened: await till.open() };
}

type Shop = { readonly hq: TestHq; readonly till: TillAtHq; opened: OpenedTill };

async function signIn({ till, opened }: Shop): Promise<void> {
  const { operatorId, initialPin: pin } = present(smallChain().operators[0]);
  expectOk(await opened.till.handlers.signIn({ commandId: till.world.id(), operatorId, pin }));
}

async function sell({ till: { world }, opened }: Shop, sales = 1): Promise<void> {
  const { handlers } = opened.till;
  for (let sold = 0; sold < sales; sold += 1) {
    const { basketId } = present(expectOk(await handlers.till({})).basket);
    const amount = { commandId: world.id(), basketId, amountMinor: 900 };
    const { revision } = expectOk(await handlers.addAmount(amount));
    expectOk(await handlers.paySale({ commandId: world.id(), basketId, revision }));
  }
}

async function viewOf({ opened }: Shop) {
  return expectOk(await opened.till.handlers.syncState({}));
}

/** HQ's heads of this till, by epoch and branch. */
async function headsAt({ hq }: Shop): Promise<readonly string[]> {
  const heads = await hq.deps.db
    .selectFrom('chain_head')
    .select(['epoch', 'branch', 'seq'])
    .orderBy('epoch')
    .orderBy('branch')
    .execute();
  return heads.map(({ epoch, branch, seq }) => `${epoch}/${branch}: ${seq}`);
}

async function isLevel(shop: Shop): Promise<boolean> {
  const { backlog, trouble } = await viewOf(shop);
  return backlog.entries === 0 && trouble === null;
}

async function reopen(shop: Shop, between: () => void = () => undefined): Promise<void> {
  shop.opened.close();
  between();
  shop.opened = await shop.till.open();
  await signIn(shop);
}

async function shopAtHq(seed: number): Promise<Shop> {
  const hq = await startTestHq(database.db(), 20);
  const shop = { hq, ...(await joinedTill(hq, seed)) };
  await signIn(shop);
  return shop;
}

test('a till joins, gets its first snapshot, begins a ledger of its own, and what it books is at HQ in a moment', async () => {
  const shop = await shopAtHq(41);
  await sell(shop);
  await until(shop.till.world, async () => (await headsAt(shop)).includes('1/0: 1'));
  await until(shop.till.world, () => isLevel(shop));
  expect(await viewOf(shop)).toMatchObject({ mode: 'joined', isReachable: true, redemption: null });
  // The files of before are kept whole.
  const former = path.join(shop.till.world.dataDir, 'former');
  const kept = path.join(former, present(readdirSync(former)[0]));
  expect(existsSync(path.join(kept, 'ledger.db'))).toBe(true);
});

test('a till that was set back to an older image reads its entries back and goes on in a new epoch', async () => {
  const shop = await shopAtHq(42);
  const { world, startsOver } = shop.till;
  await sell(shop, 3);
  await until(world, () => isLevel(shop));
  const image = path.join(path.dirname(world.dataDir), 'image');
  await reopen(shop, () => cpSync(world.dataDir, image, { recursive: true }));
  await sell(shop, 4);
  await until(world, () => isLevel(shop));
  expect(await headsAt(shop)).toEqual(['1/0: 7']);
  await reopen(shop, () => {
    rmSync(world.dataDir, { recursive: true });
    cpSync(image, world.dataDir, { recursive: true });
  });
  await until(world, () => startsOver.includes('setBack'));
  await reopen(shop);
  const { head, recovery } = expectOk(await shop.opened.till.handlers.tillHealth({}));
  expect([head.epoch, head.seq]).toEqual([2, 1]);
  expect(recovery?.missing ?? null).toBeNull();
  await sell(shop);
  await until(world, async () => (await headsAt(shop)).join() === '1/0: 7,2/0: 2');
  await until(world, () => isLevel(shop));
  expect((await viewOf(shop)).tillState).toBe('active');
});

test('a till that was set back to before its first sale gets its rule set back with its entries', async () => {
  const shop = await shopAtHq(45);
  const { world, startsOver } = shop.till;
  const image = path.join(path.dirname(world.dataDir), 'image');
  await reopen(shop, () => cpSync(world.dataDir, image, { recursive: true }));
  await sell(shop, 3);
  await until(world, () => isLevel(shop));
  await reopen(shop, () => {
    rmSync(world.dataDir, { recursive: true });
    cpSync(image, world.dataDir, { recursive: true });
  });
  await until(world, () => startsOver.includes('setBack'));
  await reopen(shop);
  const { head, recovery } = expectOk(await shop.opened.till.handlers.tillHealth({}));
  expect([head.epoch, head.seq]).toEqual([2, 1]);
  expect(recovery).toMatchObject({ missing: null });
  expect(shop.till.news).toContainEqual(expect.objectContaining({ kind: 'setBack', entries: 3 }));
});

test('a till that was set back and sold before it reached HQ keeps both branches there, and redeems no more until HQ says so', async () => {
  const shop = await shopAtHq(43);
  const { world, startsOver } = shop.till;
  await sell(shop, 2);
  await until(world, () => isLevel(shop));
  const image = path.join(path.dirname(world.dataDir), 'image');
  await reopen(shop, () => cpSync(world.dataDir, image, { recursive: true }));
  await sell(shop, 2);
  await until(world, () => isLevel(shop));
  shop.opened.close();
  rmSync(world.dataDir, { recursive: true });
  cpSync(image, world.dataDir, { recursive: true });
  shop.opened = await shop.till.open();
  // Nobody waits for HQ: the image sells at once, under numbers that HQ has other entries for.
  await signIn(shop);
  await sell(shop, 3);
  await until(world, () => startsOver.includes('setBack'));
  await reopen(shop);
  await until(world, async () => (await viewOf(shop)).redemption === 'fork');
  await until(world, async () => (await headsAt(shop)).length === 3);
  expect((await headsAt(shop)).slice(0, 2)).toEqual(['1/0: 4', '1/1: 5']);
  expect(expectOk(await shop.opened.till.handlers.tillHealth({})).concerns).toContain('tillFrozen');
});

test('a backlog that is carried to HQ as a file is taken once, by the HQ that it is for, and counts as sent only when HQ says so', async () => {
  const shop = await shopAtHq(44);
  const { handlers } = shop.opened.till;
  const command = () => ({ commandId: shop.till.world.id() });
  await until(shop.till.world, async () => (await viewOf(shop)).isReachable);
  expect(await handlers.exportBacklog(command())).toMatchObject({ error: { code: 'nothing_to_send' } });
  await sell(shop, 3);
  const carried = expectOk(await handlers.exportBacklog(command()));
  expect(carried.entries).toBe(3);
  expect((await viewOf(shop)).backlog.entries).toBe(3);
  const file = readFileSync(carried.file);
  const changed = Uint8Array.from(file);
  changed[file.length - 1] = (changed[file.length - 1] ?? 0) ^ 1;
  expect((await takeCarried(shop.hq.deps, changed)).ok).toBe(false);
  expect((await takeCarried(shop.hq.deps, file.subarray(0, file.length - 5))).ok).toBe(false);
  expect((await takeCarried(testHqDeps(database.db()), file)).ok).toBe(false);
  expectOk(await takeCarried(shop.hq.deps, file));
  expect(await headsAt(shop)).toEqual(['1/0: 3']);
  expectOk(await takeCarried(shop.hq.deps, file));
  await until(shop.till.world, () => isLevel(shop));
  expect(await headsAt(shop)).toEqual(['1/0: 3']);
});
