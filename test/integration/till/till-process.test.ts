import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tillExitCodes } from '#shared/contracts/supervision.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { present } from '#test/support/present.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { startTillChild } from '#test/support/till-child.ts';
import type { TillChild } from '#test/support/till-child.ts';
import { cashier, chainNoonMs, sara, tinyChainData, writeChainFiles } from '#test/support/till-chain.ts';

type Shop = { readonly dataDir: string; readonly resourcesDir: string; readonly id: () => Uuid };

function createShop(): Shop {
  const folder = temporaryFolder();
  const rng = createSeededRng(7);
  return {
    dataDir: path.join(folder, 'data'),
    resourcesDir: writeChainFiles(path.join(folder, 'resources'), tinyChainData()),
    id: () => uuidV7(chainNoonMs, rng.bytes(10)),
  };
}

async function startSignedIn(shop: Shop): Promise<TillChild> {
  const till = startTillChild(shop);
  expect(await till.started).toEqual({ message: 'ready' });
  expectOk(await till.screen.signIn({ commandId: shop.id(), ...cashier }));
  return till;
}

async function openBasketId(till: TillChild): Promise<Uuid> {
  const { basket } = expectOk(await till.screen.till({}));
  return present(basket).basketId;
}

test('the service starts as a child of Node, sells, and stops when it is told to', async () => {
  const shop = createShop();
  const till = await startSignedIn(shop);
  const basketId = await openBasketId(till);
  expectOk(
    await till.screen.attachMember({ commandId: shop.id(), basketId, memberRef: sara, cardUid: null }),
  );
  const basket = expectOk(
    await till.screen.addAmount({ commandId: shop.id(), basketId, amountMinor: 250_000 }),
  );
  const pay = { commandId: shop.id(), basketId, revision: basket.revision };
  expect(expectOk(await till.screen.paySale(pay)).receipt.member?.name).toBe('سارا محمدی');
  till.control({ message: 'stop' });
  expect(await till.ended).toBe(tillExitCodes.stopped);
});

test('what the service writes is for its own user alone, also in a folder that everybody may read', async () => {
  const shop = createShop();
  mkdirSync(shop.dataDir, { mode: 0o755 });
  await startSignedIn(shop);
  const open = readdirSync(shop.dataDir).filter(
    (name) => (statSync(path.join(shop.dataDir, name)).mode & 0o077) !== 0,
  );
  expect(open).toEqual([]);
});

test('kill -9 loses nothing that was acknowledged: the open basket, the sales, and each of them once', async () => {
  const shop = createShop();
  const receipts: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const till = await startSignedIn(shop);
    const basketId = await openBasketId(till);
    const add = { commandId: shop.id(), basketId, amountMinor: 1_000 + round };
    const basket = expectOk(await till.screen.addAmount(add));
    await till.kill();
    const again = await startSignedIn(shop);
    expect(expectOk(await again.screen.till({})).basket?.lines).toEqual(basket.lines);
    const pay = { commandId: shop.id(), basketId, revision: basket.revision };
    const paying = again.screen.paySale(pay);
    // On every second round the kill comes while the sale is being booked, and the command is sent again.
    if (round % 2 === 1) await again.kill();
    const answer = await paying;
    if (answer.ok) {
      receipts.push(answer.value.receipt.receiptNumber);
      await again.kill();
      continue;
    }
    const retry = await startSignedIn(shop);
    receipts.push(expectOk(await retry.screen.paySale(pay)).receipt.receiptNumber);
    await retry.kill();
  }
  expect(new Set(receipts).size).toBe(3);
  expect(receipts.at(-1)).toMatch(/-3$/);
});

test('kill -9 between an attempt and its answer does not give the guess back', async () => {
  const shop = createShop();
  const { operatorId } = cashier;
  for (let guess = 0; guess < 5; guess += 1) {
    const till = startTillChild(shop);
    await till.started;
    void till.screen.signIn({ commandId: shop.id(), operatorId, pin: '000000' });
    // Answered behind the attempt on the same channel, and long before the check of the PIN is done.
    await till.screen.till({});
    await till.kill();
  }
  const till = startTillChild(shop);
  await till.started;
  expect(expectCode(await till.screen.signIn({ commandId: shop.id(), ...cashier }))).toBe('locked_out');
});

test('without a sign of main the service closes its files and ends', async () => {
  const shop = createShop();
  const till = await startSignedIn(shop);
  till.fallSilent();
  expect(await till.ended).toBe(tillExitCodes.stopped);
  expect(till.errors()).toContain('mainMissing');
});

test('a till that cannot start says why and ends with a code of its own', async () => {
  const shop = createShop();
  const first = startTillChild(shop);
  await first.started;
  first.control({ message: 'stop' });
  await first.ended;
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(path.join(shop.dataDir, `ledger.db${suffix}`), { force: true });
  const till = startTillChild(shop);
  expect(await till.started).toEqual({ message: 'cannotStart', code: 'database_missing' });
  expect(await till.ended).toBe(tillExitCodes.cannotStart);
});

test('a bug answers its caller, is logged without what people typed, and ends the process for a new start', async () => {
  const shop = createShop();
  const till = await startSignedIn(shop);
  const cache = path.join(shop.dataDir, 'cache.db');
  // The cache is swept away under the running till.
  writeFileSync(cache, new Uint8Array(200_000).fill(1));
  expect(expectCode(await till.screen.searchMembers({ text: 'Somebody' }))).toBe('internal');
  expect(await till.ended).toBe(tillExitCodes.bug);
  expect(till.errors()).toContain('"event":"bug"');
  expect(till.errors()).not.toContain('Somebody');
  const again = await startSignedIn(shop);
  expect(expectOk(await again.screen.searchMembers({ text: 'Sara' })).members).toHaveLength(1);
});
