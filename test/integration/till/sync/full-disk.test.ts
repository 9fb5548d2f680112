/** A disk without room, at each moment at which a till writes down something that has to do with HQ. */

import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createSyncLedger } from '#electron/till/db/stores/sync-ledger-store.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { createExportBacklog } from '#electron/till/sync/export-backlog.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { bringMembers, demoMembers } from '#test/support/hq/published-chain.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { entriesAtHq } from '#test/support/sim/hq/hq-books.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';
import type { SmallDisk } from '#test/support/small-disk.ts';
import { inFile, isLevel, joinTill, openSignedIn, sell } from '#test/support/sync/joined-till.ts';
import type { JoinedTill } from '#test/support/sync/joined-till.ts';
import { createTillAtHq, startTestHq, until } from '#test/support/sync/till-at-hq.ts';
import { startToxicProxy } from '#test/support/sync/toxic-proxy.ts';
import type { ToxicProxy } from '#test/support/sync/toxic-proxy.ts';
import { present } from '#test/support/present.ts';
import { manager } from '#test/support/till-chain.ts';
import { worldKeys } from '#test/support/till-world.ts';
import { takeCarried } from '#tools/hq/import-backlog.ts';

const database = withPglite();
const mebibyte = 1024 * 1024;

type OnSmallDisk = JoinedTill & { readonly disk: SmallDisk; readonly line: ToxicProxy };

/** `undefined` where nothing can be mounted. */
async function joinOnSmallDisk(seed: number): Promise<OnSmallDisk | undefined> {
  const disk = mountSmallDisk(256 * mebibyte);
  if (disk === undefined) return undefined;
  let line: ToxicProxy | undefined;
  const joined = await joinTill(database.db(), seed, {
    dataDir: path.join(disk.folder, 'data'),
    lineTo: async (hqUrl) => {
      line = await startToxicProxy(Number(new URL(hqUrl).port));
      onTestFinished(line.close);
      return line.origin;
    },
  });
  return { disk, line: present(line), ...joined };
}

const kept = 'SELECT acknowledged_place FROM sync_state';
const entries = 'SELECT epoch, seq FROM entry ORDER BY epoch, seq';

async function seqsAtHq({ hq }: JoinedTill): Promise<readonly string[]> {
  return (await entriesAtHq(hq.deps.db)).map(({ epoch, branch, seq }) => `${epoch}/${branch}: ${seq}`);
}

test('what HQ acknowledged while the disk was full is written down once there is room, and nothing is sent twice', async (context) => {
  const joined = await joinOnSmallDisk(73);
  if (joined === undefined) return showWhereDisksCanBeMade(context);
  const { till, opened, disk } = joined;
  await sell(opened, till);
  disk.fill(0);
  await until(till.world, () => till.news.some(({ kind }) => kind === 'acknowledged'));
  await until(till.world, () => till.world.logged.includes('syncStateNotKept'));
  expect(await isLevel(opened)).toBe(true);
  disk.empty();
  expectOk(await opened.till.handlers.sendNow({ commandId: till.world.id() }));
  const refused = till.world.logged.length;
  await until(till.world, () => till.news.filter(({ kind }) => kind === 'complete').length > 1);
  till.world.time.advance(2_000);
  expect(till.world.logged.slice(refused)).not.toContain('syncStateNotKept');
  await sell(opened, till);
  await until(till.world, () => isLevel(opened));
  opened.close();
  expect(inFile(till, ledgerKind, kept)).toEqual([{ acknowledged_place: expect.anything() }]);
  expect(await seqsAtHq(joined)).toEqual(['1/0: 1', '1/0: 2']);
}, 90_000);

test('a till whose disk is full takes no pull and says why, goes on sending, and takes it once there is room', async (context) => {
  const joined = await joinOnSmallDisk(74);
  if (joined === undefined) return showWhereDisksCanBeMade(context);
  const { hq, till, opened, disk } = joined;
  await until(till.world, () => isLevel(opened));
  const { dataAtMs } = expectOk(await opened.till.handlers.syncState({}));
  // Room for sales and not for a pull.
  disk.fill(8 * mebibyte);
  await bringMembers(hq.deps, demoMembers(25).slice(20));
  await sell(opened, till);
  expectOk(await opened.till.handlers.sendNow({ commandId: till.world.id() }));
  await until(
    till.world,
    async () => expectOk(await opened.till.handlers.syncState({})).trouble?.cause === 'diskFull',
  );
  await until(till.world, async () => (await seqsAtHq(joined)).length === 1);
  expect(expectOk(await opened.till.handlers.syncState({})).isReachable).toBe(true);
  disk.empty();
  expectOk(await opened.till.handlers.sendNow({ commandId: till.world.id() }));
  await until(till.world, () => isLevel(opened));
  expect(expectOk(await opened.till.handlers.syncState({})).dataAtMs).not.toBe(dataAtMs);
}, 90_000);

test('a till that was set back and has no room for its own entries says so, and takes them back and begins its epoch once there is', async (context) => {
  const joined = await joinOnSmallDisk(75);
  if (joined === undefined) return showWhereDisksCanBeMade(context);
  const { till, opened, disk, line } = joined;
  const { world, startsOver } = till;
  const image = path.join(disk.folder, 'image');
  await sell(opened, till);
  await until(world, () => isLevel(opened));
  opened.close();
  cpSync(world.dataDir, image, { recursive: true });
  const later = await openSignedIn(till);
  for (let sales = 0; sales < 30; sales += 1) await sell(later, till);
  await until(world, () => isLevel(later));
  later.close();
  rmSync(world.dataDir, { recursive: true });
  cpSync(image, world.dataDir, { recursive: true });
  // HQ is not heard of before the disk is full.
  line.set({ kind: 'cut', afterBytes: 0 });
  const setBack = await openSignedIn(till);
  disk.fill(0);
  line.set({ kind: 'none' });
  expectOk(await setBack.till.handlers.sendNow({ commandId: world.id() }));
  await until(
    world,
    async () => expectOk(await setBack.till.handlers.syncState({})).trouble?.cause === 'diskFull',
  );
  expect(startsOver).not.toContain('setBack');
  expect(readdirSync(world.dataDir).filter((name) => name.startsWith('read-back'))).toEqual([]);
  disk.empty();
  expectOk(await setBack.till.handlers.sendNow({ commandId: world.id() }));
  await until(world, () => startsOver.includes('setBack'));
  setBack.close();
  // The next start puts them into the ledger, and has no room for that.
  disk.fill(0);
  expect(expectCode(await till.tryToOpen())).toBe('disk_full');
  expect(existsSync(path.join(world.dataDir, 'read-back.bin'))).toBe(true);
  disk.empty();
  const again = await openSignedIn(till);
  await sell(again, till);
  await until(world, () => isLevel(again));
  again.close();
  const booked = inFile(till, ledgerKind, entries).map((row) => `${Object(row).epoch}/0: ${Object(row).seq}`);
  expect(await seqsAtHq(joined)).toEqual(booked);
  expect(booked).toHaveLength(33);
  expect(booked.slice(-3)).toEqual(['1/0: 31', '2/0: 1', '2/0: 2']);
});

test('a till without room for the last step of joining says so, and takes it once there is', async (context) => {
  const disk = mountSmallDisk(256 * mebibyte);
  if (disk === undefined) return showWhereDisksCanBeMade(context);
  const hq = await startTestHq(database.db(), 20);
  const till = createTillAtHq(new Uint8Array(32).fill(76), path.join(disk.folder, 'data'));
  const alone = await till.open();
  const { handlers } = alone.till;
  expectOk(await handlers.signIn({ commandId: till.world.id(), ...manager }));
  const code = await hq.newCode('Till 76');
  const asked = expectOk(await handlers.joinHq({ commandId: till.world.id(), url: hq.url, code }));
  await hq.approve(asked.fingerprint ?? '');
  await until(till.world, () => till.startsOver.includes('joined'));
  alone.close();
  const place = { dataDir: till.world.dataDir, databaseKey: worldKeys.databaseKey };
  disk.fill(0);
  expect(expectCode(await till.tryToOpen())).toBe('disk_full');
  expect(readHqFile(place)).toMatchObject({ kind: 'found', file: { step: 'moving' } });
  disk.empty();
  const joined = await openSignedIn(till);
  expect(readHqFile(place)).toMatchObject({ kind: 'found', file: { step: 'joined' } });
  await sell(joined, till);
  await until(till.world, () => isLevel(joined));
}, 90_000);

test('a carried backlog that meets a full disk at any size is whole, or is not there and the till says why', async (context) => {
  const joined = await joinOnSmallDisk(77);
  if (joined === undefined) return showWhereDisksCanBeMade(context);
  const { hq, till, opened, disk } = joined;
  for (let sales = 0; sales < 150; sales += 1) await sell(opened, till);
  opened.close();
  const { databaseKey } = worldKeys;
  const read = readHqFile({ dataDir: till.world.dataDir, databaseKey });
  invariant(read.kind === 'found', 'the till has joined');
  const file = path.join(till.world.dataDir, 'ledger.db');
  const db = expectOk(
    openDatabaseToRead({ path: file, key: databaseKey, kind: ledgerKind, nativeBinding: null }),
  );
  const ledger = createSyncLedger({ db, deviceId: read.file.deviceId, sha256 });
  const folder = path.join(disk.folder, 'carried');
  const { ports } = till.world.opening();
  const exportBacklog = createExportBacklog({ ledgerOf: () => ledger, folder, ports });
  const seen = { codes: new Set<string>(), left: new Set<string>(), whole: 0 };
  for (let pages = 0; pages < 8; pages += 1) {
    disk.fill(pages * 4_096);
    const exported = await exportBacklog(read.file, null);
    if (exported.ok) {
      const { file: made, bytes } = exported.value;
      expectOk(await takeCarried(hq.deps, readFileSync(made)));
      if (statSync(made).size === bytes && exported.value.entries === 150) seen.whole += 1;
    } else {
      seen.codes.add(exported.error.code);
      for (const name of readdirSync(folder)) seen.left.add(name);
    }
    rmSync(folder, { recursive: true, force: true });
    disk.empty();
  }
  db.close();
  expect([...seen.codes]).toEqual(['disk_full']);
  expect([...seen.left]).toEqual([]);
  expect(seen.whole).toBeGreaterThan(0);
}, 90_000);
