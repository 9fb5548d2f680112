import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBallast, withBallast } from '#electron/till/durability/ballast.ts';
import type { Ballast } from '#electron/till/durability/ballast.ts';
import { openTill } from '#electron/till/open-till.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { ledgerFile, ledgerKeys, openLedger, saleToBook, testId } from '#test/support/ledger.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { cashier } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';

const ballastBytes = 1_000_000;

type Laid = { readonly ballast: Ballast; readonly file: string; readonly logged: readonly string[] };

async function laidIn(folder: string, bytes = ballastBytes): Promise<Laid> {
  const file = path.join(folder, 'ballast.bin');
  const logged: string[] = [];
  const ports = createNodePorts(ledgerKeys, (event) => void logged.push(event));
  const ballast = createBallast({ file, bytes, ports });
  await ballast.lay();
  return { ballast, file, logged };
}

describe('the ballast', () => {
  test('takes up its space once, and is completed where a stop cut it short', async () => {
    const folder = temporaryFolder();
    const { file } = await laidIn(folder, 300_000);
    expect(statSync(file).size).toBe(300_000);
    await laidIn(folder);
    await laidIn(folder);
    expect(statSync(file).size).toBe(ballastBytes);
  });

  test('can be given up once, and is not laid again in the same life', async () => {
    const { ballast, file, logged } = await laidIn(temporaryFolder());
    expect(ballast.giveUp()).toBe(true);
    expect(ballast.giveUp()).toBe(false);
    await ballast.lay();
    expect(existsSync(file)).toBe(false);
    expect(logged).toEqual(['ballastGivenUp']);
  });

  test('is not laid on a disk on which little is free', async (context) => {
    const disk = mountSmallDisk(4 * 1024 * 1024);
    if (disk === undefined) return showWhereDisksCanBeMade(context);
    disk.fill(ballastBytes * 2);
    const { file } = await laidIn(disk.folder);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a disk that is full to the last byte', () => {
  test('books the sale at hand in the space of the ballast, and says that the ballast is gone', async (context) => {
    const disk = mountSmallDisk(6 * 1024 * 1024);
    if (disk === undefined) return showWhereDisksCanBeMade(context);
    const { ballast, file, logged } = await laidIn(disk.folder);
    expect(statSync(file).size).toBe(ballastBytes);
    const { ledger } = openLedger({
      file: ledgerFile({ path: path.join(disk.folder, 'ledger.db') }),
      through: (db) => withBallast(db, ballast),
    });
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    disk.fill(0);
    for (let number = 2; number < 10; number += 1) {
      expectOk(ledger.bookSale(saleToBook({ basketId: testId(number) })));
    }
    expect(logged).toEqual(['ballastGivenUp']);
    disk.fill(0);
    expect(expectCode(ledger.bookSale(saleToBook({ basketId: testId(10) })))).toBe('disk_full');
    expect(ledger.stoppedBy()).toBeNull();
    disk.empty();
    expect(expectOk(ledger.bookSale(saleToBook({ basketId: testId(10) })))).toMatchObject({ seq: 10 });
  });

  test('keeps no till from starting and selling: the start gives the ballast up, and later ones go on without', async (context) => {
    const disk = mountSmallDisk(24 * 1024 * 1024);
    if (disk === undefined) return showWhereDisksCanBeMade(context);
    const world = createTillWorld({ dataDir: path.join(disk.folder, 'data') });
    const first = await world.open();
    first.close();
    const { ballast, file, logged } = await laidIn(disk.folder, 4_000_000);
    expect(statSync(file).size).toBe(4_000_000);
    disk.fill(0);
    const opened = expectOk(await openTill({ ...world.opening(), ballast }));
    const { signIn, addAmount, paySale } = opened.till.handlers;
    const signedIn = expectOk(await signIn({ commandId: world.id(), ...cashier }));
    const { basketId } = signedIn.basket;
    const added = expectOk(await addAmount({ commandId: world.id(), basketId, amountMinor: 1_000 }));
    const { revision } = added;
    expectOk(await paySale({ commandId: world.id(), basketId, revision }));
    opened.close();
    expect(logged).toEqual(['ballastGivenUp']);
  });
});
