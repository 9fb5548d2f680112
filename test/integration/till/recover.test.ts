import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { openTill } from '#electron/till/open-till.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';
import { cards, cashier, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';

async function basketOfSara(world: TillWorld, run: TillRun): Promise<BasketView> {
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  const { basketId } = await basketOf(run);
  return expectOk(await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 400_000 }));
}

test('a stop between booking and clearing shows the sale as sold, offers its receipt and never books it again', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const basket = await basketOfSara(world, run);
  const { basketId, revision } = basket;
  const putBack = world.keepDrafts();
  const pay = { commandId: world.id(), basketId, revision };
  const { receipt } = expectOk(await run.screen.paySale(pay));
  run.close();
  putBack();

  const again = await world.open();
  const signedOut = expectOk(await again.screen.till({}));
  expect(signedOut.unseenReceipt).toEqual({ ...receipt, member: null, balances: null });
  expectOk(await again.screen.signIn({ commandId: world.id(), ...cashier }));
  const till = expectOk(await again.screen.till({}));
  expect(till.unseenReceipt).toEqual(receipt);
  expect(till.basket).toMatchObject({ lines: [], member: null });
  expect(till.basket?.basketId).not.toBe(basketId);
  expect(expectOk(await again.screen.paySale(pay)).receipt).toEqual(receipt);
  expect(expectOk(await again.screen.lastReceipt({})).receipt).toEqual(receipt);
});

test('a receipt that was seen is not offered again', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOfSara(world, run);
  const { receipt } = expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  expectOk(await run.screen.receiptSeen({ commandId: world.id(), entryId: receipt.entryId }));
  expect(expectOk(await run.screen.till({})).unseenReceipt).toBeNull();
  run.close();
  const again = await world.open();
  expect(expectOk(await again.screen.till({})).unseenReceipt).toBeNull();
});

test('a receipt that does not exist cannot be marked as seen', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const stray = { commandId: world.id(), entryId: world.id() };
  expect(expectCode(await run.screen.receiptSeen(stray))).toBe('entry_unknown');
  const { basketId } = await basketOf(run);
  const form = { name: 'مریم', phone: null, birthDate: null, cardUid: null };
  expectOk(await run.screen.enrolMember({ commandId: world.id(), basketId, ...form }));
  expect(world.bugs).toEqual([]);
});

test('the sales of this till count for the member at once and after a stop', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOfSara(world, run);
  const paid = expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  run.close();
  const again = await world.openSignedIn();
  const next = await basketOf(again);
  const attach = { commandId: world.id(), basketId: next.basketId, memberRef: sara, cardUid: null };
  const { member } = expectOk(await again.screen.attachMember(attach));
  expect(member).toMatchObject({ visitCount: 11, ...paid.receipt.balances });
  expect(member?.lastVisits.map(({ paidMinor }) => paidMinor)).toEqual([400_000, 900_000, 800_000]);
});

test('a full disk refuses the sale as a whole, keeps the basket, says so, and sells again when there is room', async (context) => {
  const disk = mountSmallDisk(6 * 1024 * 1024);
  if (disk === undefined) return showWhereDisksCanBeMade(context);
  const world = createTillWorld({ dataDir: path.join(disk.folder, 'data') });
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOfSara(world, run);
  disk.fill(0);
  const pay = { commandId: world.id(), basketId, revision };
  const codes = new Set<string>();
  // What is left in files that were made larger in advance may take a few small writes.
  for (let sale = 0; sale < 400 && !codes.has('disk_full'); sale += 1) {
    const answer = await run.screen.addAmount({ commandId: world.id(), basketId, amountMinor: 1_000 });
    if (!answer.ok) codes.add(answer.error.code);
  }
  expect([...codes]).toEqual(['disk_full']);
  expect(await run.nextEvent('ledgerChanged')).toEqual({ kind: 'readOnly', code: 'disk_full' });
  const kept = await basketOf(run);
  expect(kept.revision).toBeGreaterThanOrEqual(revision);
  expect(expectOk(await run.screen.searchMembers({ text: 'Sara' })).members).toHaveLength(1);
  disk.empty();
  expectOk(await run.screen.paySale({ ...pay, revision: kept.revision }));
  expect(await run.nextEvent('ledgerChanged')).toEqual({ kind: 'writable' });
});

test('a ledger whose chain was tampered with is shown read-only: nothing is booked, and reading goes on', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOfSara(world, run);
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  run.close();
  const { databaseKey: key, dataDir } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabase({ ...file, mode: 'mustExist', durability: 'FULL' }));
  db.runScript('DROP TRIGGER entry_no_update; UPDATE entry SET hash = zeroblob(32)');
  db.close();

  const again = await world.openSignedIn();
  const broken = { kind: 'readOnly', code: 'ledger_broken' };
  expect(expectOk(await again.screen.till({})).ledger).toEqual(broken);
  const next = await basketOf(again);
  const add = { commandId: world.id(), basketId: next.basketId, amountMinor: 1_000 };
  const basket = expectOk(await again.screen.addAmount(add));
  const pay = { commandId: world.id(), basketId: next.basketId, revision: basket.revision };
  expect(expectCode(await again.screen.paySale(pay))).toBe('ledger_broken');
  const form = { name: 'مریم', phone: null, birthDate: null, cardUid: null };
  const enrol = { commandId: world.id(), basketId: next.basketId, ...form };
  expect(expectCode(await again.screen.enrolMember(enrol))).toBe('ledger_broken');
  expect(await basketOf(again)).toEqual(basket);
  expect(expectOk(await again.screen.searchMembers({ text: 'Sara' })).members).toHaveLength(1);
  expect(expectOk(await again.screen.till({})).ledger).toEqual(broken);
  expect(world.bugs).toEqual([]);
});

test('a missing ledger is said and never replaced by an empty one', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  const file = path.join(world.dataDir, 'ledger.db');
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  expect(expectCode(await openTill(world.opening()))).toBe('database_missing');
  expect(existsSync(file)).toBe(false);
});

test('another key is refused by name and touches nothing', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  const opening = { ...world.opening(), databaseKey: new Uint8Array(32).fill(9) };
  expect(expectCode(await openTill(opening))).toBe('database_key_wrong');
  const run = await world.openSignedIn();
  expect((await basketOf(run)).lines).toEqual([]);
});

test('a damaged file of the open basket is set aside, and the till sells', async () => {
  const world = createTillWorld();
  (await world.open()).close();
  const drafts = path.join(world.dataDir, 'drafts.db');
  world.loseDrafts();
  writeFileSync(drafts, new Uint8Array(5_000).fill(7));
  const run = await world.openSignedIn();
  const { basketId, revision } = await basketOfSara(world, run);
  expectOk(await run.screen.paySale({ commandId: world.id(), basketId, revision }));
  expect(existsSync(`${drafts}.damaged`)).toBe(true);
  expect(world.logged).toContain('draftsSetAside');
});
