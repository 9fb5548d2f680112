import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { deviceOf } from '#electron/till/db/stores/device-store.ts';
import { createEntryStore } from '#electron/till/db/stores/entry-store.ts';
import { openWitnessSlots } from '#electron/till/durability/node-witness-slots.ts';
import { createWitness } from '#electron/till/durability/witness.ts';
import { createLedger } from '#electron/till/ledger.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import type { LedgerReport } from '#electron/till/ledger-verify.ts';
import { entryOf } from '#electron/till/ledger-views.ts';
import { createHeadSigner, sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { saleToBook, testId } from '#test/support/ledger.ts';
import { present } from '#test/support/present.ts';
import { cashier } from '#test/support/till-chain.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

const { publicKey } = createHeadSigner(worldKeys.signingSeed);

function openWithWitness(world: TillWorld, folder: string): ReturnType<typeof openTill> {
  const witness = createWitness(openWitnessSlots(folder, publicKey), worldKeys.signingSeed);
  return openTill({ ...world.opening(), witness });
}

/** Opens the till, makes so many sales, closes it. */
async function sell(world: TillWorld, folder: string, sales: number): Promise<void> {
  const opened: OpenedTill = expectOk(await openWithWitness(world, folder));
  const { signIn, addAmount, paySale } = opened.till.handlers;
  let { basket } = expectOk(await signIn({ commandId: world.id(), ...cashier }));
  for (let sale = 0; sale < sales; sale += 1) {
    const { basketId } = basket;
    const filled = expectOk(await addAmount({ commandId: world.id(), basketId, amountMinor: 1_000 }));
    const paid = expectOk(await paySale({ commandId: world.id(), basketId, revision: filled.revision }));
    ({ basket } = paid);
  }
  opened.close();
}

type Looked = { readonly report: LedgerReport; readonly entries: readonly Entry[] };

function look(world: TillWorld): Looked {
  const { dataDir, databaseKey: key } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabaseToRead(file));
  const report = verifyLedger(db, { sha256, utf8, verifySignature, publicKey });
  const entries = createEntryStore(db).after({ epoch: 1, seq: 0 }, 100).map(entryOf);
  db.close();
  return { report, entries };
}

describe('a data folder that is put back from an older image', () => {
  test('begins a new epoch that names what is missing, and sells on', async () => {
    const world = createTillWorld();
    const folder = temporaryFolder();
    const image = path.join(temporaryFolder(), 'image');
    await sell(world, folder, 2);
    cpSync(world.dataDir, image, { recursive: true });
    await sell(world, folder, 3);
    rmSync(world.dataDir, { recursive: true });
    cpSync(image, world.dataDir, { recursive: true });

    await sell(world, folder, 2);
    const { report, entries } = look(world);
    expect(report).toMatchObject({
      isSound: true,
      heads: [
        { epoch: 1, seq: 2 },
        { epoch: 2, seq: 3 },
      ],
    });
    expect(entries[2]).toMatchObject({
      kind: 'epochStart',
      epoch: 2,
      seq: 1,
      content: {
        detail: { cause: 'olderImage', previousEpoch: 1, knownSeq: 5, missingFromSeq: 3, missingToSeq: 5 },
      },
    });
    expect(world.logged).toContain('entriesMissing');
    // The next start goes on in the new epoch.
    await sell(world, folder, 1);
    expect(look(world).report.heads).toMatchObject([{ epoch: 1 }, { epoch: 2, seq: 4 }]);
  });

  test('but beside its journal gets its entries back and needs no new epoch', async () => {
    const world = createTillWorld();
    const folder = temporaryFolder();
    const ledger = path.join(world.dataDir, 'ledger.db');
    await sell(world, folder, 2);
    const image = path.join(temporaryFolder(), 'ledger.db');
    cpSync(ledger, image);
    await sell(world, folder, 3);
    cpSync(image, ledger);
    await sell(world, folder, 1);
    expect(look(world).report).toMatchObject({ isSound: true, heads: [{ epoch: 1, seq: 6 }] });
    expect(world.logged).toContain('ledgerRestored');
  });

  test('goes on after a second one, and both are in the journal', async () => {
    const world = createTillWorld();
    const folder = temporaryFolder();
    const image = path.join(temporaryFolder(), 'image');
    await sell(world, folder, 2);
    cpSync(world.dataDir, image, { recursive: true });
    for (const sales of [1, 2]) {
      await sell(world, folder, sales);
      rmSync(world.dataDir, { recursive: true });
      cpSync(image, world.dataDir, { recursive: true });
    }
    await sell(world, folder, 1);
    expect(look(world).report.heads).toMatchObject([
      { epoch: 1, seq: 2 },
      { epoch: 3, seq: 2 },
    ]);
    rmSync(path.join(world.dataDir, 'ledger.db'));
    await sell(world, folder, 1);
    expect(look(world).report).toMatchObject({
      isSound: true,
      heads: [
        { epoch: 1, seq: 2 },
        { epoch: 3, seq: 3 },
      ],
    });
  });

  test('that is empty is not taken for a first start', async () => {
    const world = createTillWorld();
    const folder = temporaryFolder();
    await sell(world, folder, 1);
    rmSync(world.dataDir, { recursive: true });
    expect(expectCode(await openWithWitness(world, folder))).toBe('database_missing');
  });
});

test('a ledger that was made again from a journal with a gap begins a new epoch behind what could be told', async () => {
  const world = createTillWorld();
  const folder = temporaryFolder();
  for (let life = 0; life < 3; life += 1) await sell(world, folder, 1);
  rmSync(path.join(world.dataDir, 'ledger.db'));
  rmSync(path.join(world.dataDir, 'journal', '000002.vfj'));
  await sell(world, folder, 1);
  const { report, entries } = look(world);
  expect(report).toMatchObject({
    isSound: true,
    heads: [
      { epoch: 1, seq: 1 },
      { epoch: 2, seq: 2 },
    ],
  });
  expect(entries[1]).toMatchObject({
    content: { detail: { cause: 'rebuilt', missingFromSeq: 2, missingToSeq: 3 } },
  });
  rmSync(path.join(world.dataDir, 'ledger.db'));
  await sell(world, folder, 1);
  expect(look(world).report.heads).toMatchObject([
    { epoch: 1, seq: 1 },
    { epoch: 2, seq: 3 },
  ]);
});

test('an epoch that does not say why it began is named by the check of the whole ledger', async () => {
  const world = createTillWorld();
  const folder = temporaryFolder();
  await sell(world, folder, 2);
  const { dataDir, databaseKey: key, ports } = world.opening();
  const file = { path: path.join(dataDir, 'ledger.db'), key, kind: ledgerKind, nativeBinding: null };
  const db = expectOk(openDatabase({ ...file, mode: 'mustExist', durability: 'FULL' }));
  const start = { refusal: null, newEpoch: 2 };
  const ledger = createLedger({ db, ports, device: { deviceId: present(deviceOf(db)) }, start });
  expectOk(ledger.bookSale(saleToBook({ basketId: testId(77), member: null })));
  const report = verifyLedger(db, ports);
  expect(report.findings).toEqual([{ code: 'epoch_start_missing', epoch: 2, seq: 1, what: '' }]);
  db.close();
});
