import { describe, expect, test } from 'vitest';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { tillOperatorId } from '#electron/till/standing/till-operator.ts';
import path from 'node:path';
import { expectOk } from '#test/support/expect-ok.ts';
import { fileOf, passDays, restingPoints, sell, standingChain } from '#test/support/standing-world.ts';
import { kian, omid, sara } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

const held = { releaseAfterDays: 7, expireAfterDays: 30 };

/** Kinds of entries in the file, in their order, with who made them. */
function entriesOf(world: TillWorld): readonly { kind: string; isTill: boolean }[] {
  const db = expectOk(
    openDatabaseToRead({
      path: path.join(world.dataDir, 'ledger.db'),
      key: worldKeys.databaseKey,
      kind: ledgerKind,
      nativeBinding: null,
    }),
  );
  const rows = db.prepareRead('SELECT kind, HEX(actor_id) AS actor FROM entry ORDER BY place').all();
  db.close();
  const till = tillOperatorId.replaceAll('-', '').toUpperCase();
  return rows.map(({ kind, actor }) => ({ kind: String(kind), isTill: actor === till }));
}

describe('points that are held back', () => {
  test('are shown with their day, given on it by the till itself, and end a month later', async () => {
    const world = createTillWorld({ data: standingChain({ points: restingPoints }, held) });
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
    const before = await fileOf(run, omid);
    expect(before.points).toEqual({ open: 0, spendable: 0, held: 10 });
    expect(before.glance.held).toEqual([{ unit: 'points', on: '2026-11-28', amount: 10 }]);
    await passDays(world, run, 6);
    expect((await fileOf(run, omid)).points.held).toBe(10);
    await passDays(world, run, 1);
    const after = await fileOf(run, omid);
    expect(after.points).toEqual({ open: 10, spendable: 10, held: 0 });
    expect(after.lots).toMatchObject([{ open: 10, endsOn: '2026-12-28', endCause: 'due' }]);
    await passDays(world, run, 20);
    expect((await fileOf(run, omid)).glance.ending).toEqual([
      { unit: 'points', on: '2026-12-28', amount: 10 },
    ]);
    await passDays(world, run, 10);
    expect((await fileOf(run, omid)).points.open).toBe(0);
    expect(entriesOf(world)).toEqual([
      { kind: 'sale', isTill: false },
      { kind: 'release', isTill: true },
      { kind: 'expire', isTill: true },
    ]);
    expect(world.bugs).toEqual([]);
  });

  test('are given at the beginning of a day to members who do not come, a few at a time', async () => {
    const world = createTillWorld({ data: standingChain({ points: restingPoints }, held) });
    const run = await world.openSignedIn();
    for (const memberRef of [omid, kian, sara]) {
      await sell(world, run, { memberRef, amountMinor: 500_000 });
    }
    await passDays(world, run, 8);
    world.time.advance(60_000);
    for (let turn = 0; turn < 20; turn += 1) await run.settle();
    expect(entriesOf(world).map(({ kind }) => kind)).toEqual([
      'sale',
      'sale',
      'sale',
      'release',
      'release',
      'release',
    ]);
  });

  test('of the member at the till are given before the basket is shown again', async () => {
    const world = createTillWorld({ data: standingChain({ points: restingPoints }, held) });
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
    await passDays(world, run, 8);
    const { basketId } = await basketOf(run);
    const attach = { commandId: world.id(), basketId, memberRef: omid, cardUid: null };
    const { member } = expectOk(await run.screen.attachMember(attach));
    expect(member).toMatchObject({ pointsBalance: 10, standing: { held: [] } });
  });
});

describe('the end of points', () => {
  test('comes so many days after the last purchase, and every purchase puts it off', async () => {
    const points = { ...restingPoints, expireAfterQuietDays: 20 };
    const world = createTillWorld({ data: standingChain({ points }) });
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
    await passDays(world, run, 15);
    expect((await fileOf(run, omid)).glance.ending).toEqual([
      { unit: 'points', on: '2026-12-11', amount: 10 },
    ]);
    await sell(world, run, { memberRef: omid, amountMinor: 500_000 });
    await passDays(world, run, 19);
    expect((await fileOf(run, omid)).points.open).toBe(15);
    await passDays(world, run, 1);
    expect((await fileOf(run, omid)).points.open).toBe(0);
    expect(entriesOf(world).at(-1)).toEqual({ kind: 'expire', isTill: true });
  });

  test('takes what the snapshot gave as well, and leaves the wallet', async () => {
    const points = { ...restingPoints, closeOutOn: '2026-11-25' };
    const world = createTillWorld({ data: standingChain({ points }, held) });
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: sara, amountMinor: 1_000_000 });
    expect((await fileOf(run, sara)).glance.ending).toEqual([
      { unit: 'points', on: '2026-11-25', amount: 120 },
    ]);
    await passDays(world, run, 5);
    const closed = await fileOf(run, sara);
    expect(closed.points).toEqual({ open: 0, spendable: 0, held: 0 });
    expect(closed.wallet.openMinor).toBe(50_000);
  });

  test('never comes by a clock that jumped to 2099, by a year, or back to 1970', async () => {
    const points = { ...restingPoints, expireAfterQuietDays: 20, closeOutOn: '2027-01-01' };
    const world = createTillWorld({ data: standingChain({ points }, held) });
    const run = await world.openSignedIn();
    await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
    for (const years of [73, 1, -56]) {
      await passDays(world, run, years * 365);
      expect((await fileOf(run, omid)).points.held).toBe(10);
      // What is sold by such a clock makes it no truer.
      await sell(world, run, { memberRef: kian, amountMinor: 100_000 });
      world.time.advance(60_000);
      for (let turn = 0; turn < 5; turn += 1) await run.settle();
      expect((await fileOf(run, omid)).points.held).toBe(10);
      await passDays(world, run, -years * 365);
    }
    expect(entriesOf(world).every(({ isTill }) => !isTill)).toBe(true);
    expect(world.bugs).toEqual([]);
  });
});

test('a ledger in which points were held, given and ended is sound, and its standings can be made again', async () => {
  const world = createTillWorld({ data: standingChain({ points: restingPoints }, held) });
  const run = await world.openSignedIn();
  await sell(world, run, { memberRef: omid, amountMinor: 1_000_000 });
  await passDays(world, run, 8);
  await fileOf(run, omid);
  await passDays(world, run, 40);
  await fileOf(run, omid);
  run.close();
  const db = expectOk(
    openDatabaseToRead({
      path: path.join(world.dataDir, 'ledger.db'),
      key: worldKeys.databaseKey,
      kind: ledgerKind,
      nativeBinding: null,
    }),
  );
  const ports = { sha256, utf8, verifySignature, publicKey: world.opening().ports.publicKey };
  expect(verifyLedger(db, ports).findings).toEqual([]);
  db.close();
});
