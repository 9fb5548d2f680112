import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildInWorker } from '#electron/till/cache/build-in-worker.ts';
import { givenSource } from '#electron/till/cache/build-cache.ts';
import { cachePath, nextCachePath, removeCache, swapCache } from '#electron/till/cache/cache-files.ts';
import { loadChain } from '#electron/till/cache/load-chain.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import { openDatabase, openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { memberQueries } from '#electron/till/db/stores/member-store.ts';
import { productQueries } from '#electron/till/db/stores/product-store.ts';
import { textOf } from '#electron/till/db/row.ts';
import { createPinHasher, pinCost } from '#electron/till/node-pin-hasher.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { openTill } from '#electron/till/open-till.ts';
import { unitPriceMinorMax } from '#shared/domain/basket.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { cards, tinyChainData, writeChainFiles } from '#test/support/till-chain.ts';
import type { ChainData } from '#test/support/till-chain.ts';
import { createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

const placeOf = ({ dataDir }: TillWorld) => ({ dataDir, key: worldKeys.databaseKey, nativeBinding: null });
const tools = {
  hashPin: createPinHasher(worldKeys.pinPepper, { memoryKiB: 64, passes: 1 }).hashPin,
  sha256,
  utf8,
};

function openCacheFile(world: TillWorld): ReadDb {
  const { dataDir, key, nativeBinding } = placeOf(world);
  return expectOk(openDatabaseToRead({ path: cachePath(dataDir), key, nativeBinding, kind: cacheKind }));
}

async function membersFound(world: TillWorld, text: string): Promise<number> {
  const run = await world.openSignedIn();
  const { members } = expectOk(await run.screen.searchMembers({ text }));
  run.close();
  return members.length;
}

test('a cache is built once and kept while its source is the same', async () => {
  const world = createTillWorld();
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.builds()).toBe(1);
});

test.for<[string, (file: string) => void]>([
  ['missing', (file) => removeCache(path.dirname(file))],
  ['empty', (file) => writeFileSync(file, '')],
  [
    'cut in half',
    (file) =>
      writeFileSync(file, readFileSync(file).subarray(0, Math.floor(statSync(file).size / 8_192) * 4_096)),
  ],
  ['overwritten', (file) => writeFileSync(file, new Uint8Array(40_960).fill(3))],
  ['damaged on its first page', (file) => damage(file, 60)],
])('a cache that is %s is made again without a word to the cashier', async ([, spoil]) => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  spoil(cachePath(world.dataDir));
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.builds()).toBe(2);
});

test('a page of the cache that cannot be read is a bug for this run, and the next start makes a new cache', async () => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  const run = await world.openSignedIn();
  const file = cachePath(world.dataDir);
  for (let at = 4_096 + 100; at < statSync(file).size; at += 4_096) damage(file, at);
  const searched = await run.screen.searchMembers({ text: 'Kian' });
  expect(expectCode(searched)).toBe('internal');
  expect(world.bugs).toHaveLength(1);
  expect(world.logged).toContain('cacheDamaged');
  run.close();
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.builds()).toBe(2);
});

test('a cache whose load never finished is made again', async () => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  removeCache(world.dataDir);
  const { dataDir, key, nativeBinding } = placeOf(world);
  const ofAnotherVersion = { ...cacheKind, migrations: cacheKind.migrations.slice(0, 1) };
  const unfinished = { path: cachePath(dataDir), key, nativeBinding, kind: ofAnotherVersion };
  expectOk(openDatabase({ ...unfinished, mode: 'create', durability: 'NORMAL' })).close();
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.builds()).toBe(2);
});

test('a newer chain on disk takes the place of the old one at the next start', async () => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  const data = tinyChainData();
  writeChainFiles(world.resourcesDir, { ...data, members: data.members.slice(1) });
  expect(await membersFound(world, 'Sara')).toBe(0);
  expect(world.builds()).toBe(2);
});

test('data given by hand stays, whatever the program ships', async () => {
  const world = createTillWorld();
  const { chain, ruleSet, members } = tinyChainData();
  await membersFound(world, 'Sara');
  const content = { chain, ruleSet, members: members.slice(1), sourceHash: givenSource, demo: true };
  expect(expectOk(await loadChain(placeOf(world), content, tools))).toEqual({ memberCount: 2, cardCount: 2 });
  expect(await membersFound(world, 'Sara')).toBe(0);
  expect(world.builds()).toBe(1);
});

const invalid: readonly [string, (data: ChainData) => ChainData, string][] = [
  [
    'rule set with a negative amount',
    (data) => changedRuleSet(data, { valuation: { walletCreditBasisPoints: -1, pointMinor: 0 } }),
    'rule_set_invalid',
  ],
  [
    'chain whose till stands nowhere',
    (data) => ({ ...data, chain: { ...data.chain, ownStoreId: 'moon' } }),
    'file_unreadable',
  ],
  [
    'chain with a product of no group',
    (data) => ({ ...data, chain: { ...data.chain, productGroups: [] } }),
    'file_unreadable',
  ],
  [
    'chain whose stores lie in no time zone',
    (data) => changedStores(data, { timeZone: 'Nowhere/City' }),
    'file_unreadable',
  ],
  [
    'chain with a price beyond what a basket can add up',
    (data) => changedProducts(data, { priceMinor: unitPriceMinorMax + 1 }),
    'file_unreadable',
  ],
  [
    'chain with a price below nothing',
    (data) => changedProducts(data, { priceMinor: -1 }),
    'file_unreadable',
  ],
  [
    'member with more money than can be added to',
    (data) => changedMember(data, { walletMinor: Number.MAX_SAFE_INTEGER }),
    'member_invalid',
  ],
  ['member of no tier', (data) => changedMember(data, { tierId: 'platinum' }), 'member_invalid'],
  ['member without a name', (data) => changedMember(data, { name: '' }), 'member_invalid'],
  [
    'member given twice',
    (data) => ({ ...data, members: [...data.members, ...data.members.slice(0, 1)] }),
    'member_invalid',
  ],
];

test.for(invalid)('a %s is refused by name, and the old cache stays', async ([, spoil, code]) => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  writeChainFiles(world.resourcesDir, spoil(tinyChainData()));
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.logged).toContain('cacheNotBuilt');
  expect(existsSync(nextCachePath(world.dataDir))).toBe(false);
  removeCache(world.dataDir);
  expect(expectCode(await openTill(world.opening()))).toBe(code);
});

test.for(['chain.json', 'rule-set.json', 'members.ndjson'])(
  'where %s cannot be read as a file the old cache stays',
  async (name) => {
    const world = createTillWorld();
    await membersFound(world, 'Sara');
    const file = path.join(world.resourcesDir, 'demo', name);
    rmSync(file);
    mkdirSync(file);
    expect(await membersFound(world, 'Sara')).toBe(1);
    removeCache(world.dataDir);
    expect(expectCode(await openTill(world.opening()))).toMatch(/^(file_unreadable|rule_set_invalid)$/);
  },
);

test('a worker thread builds the same cache', async () => {
  const world = createTillWorld();
  const place = placeOf(world);
  (await world.open()).close();
  removeCache(world.dataDir);
  const source = { dir: path.join(world.resourcesDir, 'demo'), demo: true };
  const entry = new URL('../../../electron/till/cache-worker-process.ts', import.meta.url);
  const job = {
    kind: 'cache' as const,
    place,
    source,
    pinPepper: worldKeys.pinPepper,
    pinCost: { ...pinCost, memoryKiB: 64, passes: 1 },
  };
  expect(expectOk(await buildInWorker(entry, job))).toEqual({ memberCount: 3, cardCount: 4 });
  swapCache(world.dataDir);
  expect(await membersFound(world, 'Sara')).toBe(1);
  expect(world.builds()).toBe(1);
});

test('every look-up of members and products searches an index and scans no table', async () => {
  const world = createTillWorld();
  await membersFound(world, 'Sara');
  const db = openCacheFile(world);
  const { first: _first, ...searched } = productQueries;
  for (const [name, sql] of Object.entries({ ...memberQueries, ...searched })) {
    const steps = db
      .prepareRead(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.matchAll(/\?/g), () => 'x'));
    const plan = steps.map((step) => textOf(step, 'detail'));
    // A full-text index is asked by its own search; SQLite calls that a scan of a virtual table.
    const scans = plan.filter((step) => step.startsWith('SCAN') && !step.includes('VIRTUAL TABLE INDEX 0:M'));
    expect([name, scans, plan.length > 0]).toEqual([name, [], true]);
  }
  db.close();
});

test('outside the demo neither PINs nor demo cards are kept', async () => {
  const world = createTillWorld({ demo: false });
  (await world.open()).close();
  const db = openCacheFile(world);
  expect(db.prepareRead('SELECT pin FROM demo_pin').all()).toEqual([]);
  expect(db.prepareRead('SELECT card_uid FROM demo_card').all()).toEqual([]);
  db.close();
});

test('no word of a member can be read from any file of the till', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  run.reader.tap(cards.sara);
  await run.nextEvent('tapped');
  for (const name of ['cache.db', 'drafts.db', 'drafts.db-wal', 'ledger.db', 'ledger.db-wal']) {
    const bytes = readFileSync(path.join(world.dataDir, name)).toString('latin1');
    const words = ['Sara', 'Mohammadi', Buffer.from('سارا').toString('latin1'), '9121234567'];
    expect([name, words.filter((word) => bytes.includes(word))]).toEqual([name, []]);
  }
});

function damage(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

// Written to a file as it is, so it need not be what the types say.
function changedRuleSet(data: ChainData, changed: object): ChainData {
  return { ...data, ruleSet: { ...data.ruleSet, ...changed } };
}

function changedMember(data: ChainData, changed: object): ChainData {
  const [first, ...rest] = data.members;
  return first === undefined ? data : { ...data, members: [{ ...first, ...changed }, ...rest] };
}

function changedStores({ chain, ...data }: ChainData, changed: object): ChainData {
  return { ...data, chain: { ...chain, stores: chain.stores.map((store) => ({ ...store, ...changed })) } };
}

function changedProducts({ chain, ...data }: ChainData, changed: object): ChainData {
  const products = chain.products.map((product) => ({ ...product, ...changed }));
  return { ...data, chain: { ...chain, products } };
}
