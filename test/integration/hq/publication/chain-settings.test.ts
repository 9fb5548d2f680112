/** What administrators change about the chain, and that it comes to a till as they have set it. */

import { beforeEach, describe, expect, it } from 'vitest';
import { auditAnswer } from '#shared/contracts/hq/admin-audit.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { publicationAdminArea } from '#sync/server/publication/publication-admin-area.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { bringChain, demoStoreId, pullOnce, smallChain } from '#test/support/hq/published-chain.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { createPulledTill } from '#test/support/pulled-till.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const branding = { accent: '#b4472b', receiptLines: ['Open every day', 'سرو؛ همیشه سبز'] };
const name = { fa: 'سرو', en: 'Sarv' };

let deps: HqDeps;
let owner: Person;
beforeEach(async () => {
  deps = testHqDeps(database.db());
  const app = await testApp(deps, [createAdminArea({ areas: [publicationAdminArea], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
});

async function put(what: 'name' | 'settings' | 'branding', body: unknown): Promise<number> {
  return (await owner.ask({ method: 'PUT', path: `/chain/${what}`, body })).status;
}

async function chain(): Promise<unknown> {
  return (await owner.ask({ method: 'GET', path: '/chain' })).body;
}

async function factsOf(action: string): Promise<readonly unknown[]> {
  const { records } = auditAnswer.parse((await owner.ask({ method: 'GET', path: '/audit' })).body);
  return records.filter((record) => record.action === action).map(({ facts }) => facts);
}

/** What the till is told anew of the chain since its last pull. */
async function chainPulls() {
  let cursor: string | null = null;
  return async () => {
    const { manifest, records } = await pullOnce(deps, { deviceId, cursor });
    ({ cursor } = manifest);
    return records.flatMap((record) => (record.t === 'chain' ? [record] : []));
  };
}

describe('the chain at HQ', () => {
  it('has a look and a lock time of its own before anybody set them, and no name before it was brought', async () => {
    expect(await chain()).toEqual({
      name: null,
      settings: { autoLockMs: 90_000 },
      branding: { accent: null, receiptLines: [] },
    });
    expect(await put('name', name)).toBe(404);
  });

  it('is named, coloured and timed by an administrator, and the next pull of a till brings it', async () => {
    await bringChain(deps, 0);
    await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
    const pull = await chainPulls();
    expect(await pull()).toMatchObject([{ autoLockMs: 90_000, chain: { name: smallChain().name } }]);
    expect(await pull()).toEqual([]);
    expect(await put('branding', branding)).toBe(200);
    expect(await pull()).toMatchObject([{ branding }]);
    expect(await put('settings', { autoLockMs: 30_000 })).toBe(200);
    expect(await pull()).toMatchObject([{ branding, autoLockMs: 30_000 }]);
    expect(await put('name', name)).toBe(200);
    const [told] = await pull();
    expect(told).toMatchObject({ chain: { name, tiers: smallChain().tiers }, autoLockMs: 30_000 });
    expect(await chain()).toEqual({ name, settings: { autoLockMs: 30_000 }, branding });
  });

  it('wakes no till and leaves no record when it is set to what it is', async () => {
    await bringChain(deps, 0);
    await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
    await put('branding', branding);
    const pull = await chainPulls();
    await pull();
    await put('branding', branding);
    await put('settings', { autoLockMs: 90_000 });
    await put('name', smallChain().name);
    expect(await pull()).toEqual([]);
    expect(await factsOf('chain.branding')).toHaveLength(1);
    expect([...(await factsOf('chain.settings')), ...(await factsOf('chain.name'))]).toEqual([]);
  });

  it('leaves a record of what was another before, without the words themselves', async () => {
    await bringChain(deps, 0);
    await put('branding', branding);
    await put('branding', { ...branding, accent: '#1d3f8f' });
    await put('settings', { autoLockMs: 30_000 });
    await put('name', name);
    const first = { accent: '#b4472b', accentBefore: null, receiptLines: 2, receiptLinesBefore: 0 };
    expect(await factsOf('chain.branding')).toEqual([
      { accent: '#1d3f8f', accentBefore: '#b4472b', hasNewLines: false },
      { ...first, hasNewLines: true },
    ]);
    expect(await factsOf('chain.settings')).toEqual([{ autoLockMs: 30_000, autoLockMsBefore: 90_000 }]);
    expect(await factsOf('chain.name')).toEqual([{ hasNewName: true }]);
  });

  it.each([
    ['branding', { ...branding, accent: 'red' }],
    ['branding', { ...branding, accent: '#b4472b;background:url(//x)' }],
    ['branding', { ...branding, accent: '#b4472b\n' }],
    ['branding', { ...branding, accent: '#fefefe' }],
    ['branding', { ...branding, accent: '#101a19' }],
    ['branding', { ...branding, receiptLines: ['one\ntwo'] }],
    ['branding', { ...branding, receiptLines: ['\u202eturned'] }],
    ['branding', { ...branding, receiptLines: ['x'.repeat(121)] }],
    ['branding', { ...branding, receiptLines: Array.from({ length: 11 }, () => 'line') }],
    ['branding', { ...branding, receiptLines: [' '] }],
    ['settings', { autoLockMs: 9_999 }],
    ['settings', { autoLockMs: 3_600_001 }],
    ['settings', { autoLockMs: 20_000.5 }],
    ['name', { fa: 'سرو', en: '' }],
  ] as const)('refuses a %s of %j, and stays as it was', async (what, body) => {
    await bringChain(deps, 0);
    const before = await chain();
    expect(await put(what, body)).toBe(400);
    expect(await chain()).toEqual(before);
  });
});

it('a running till shows what administrators have set: name, accent, lines, and it locks itself by the new time', async () => {
  await bringChain(deps, 0);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  await put('branding', branding);
  await put('settings', { autoLockMs: 10_000 });
  await put('name', name);
  const [set] = await (await chainPulls())();
  if (set === undefined) throw new Error('a record of the chain');
  const { till, pulls, chainRecord } = await createPulledTill();
  const run = await till.openSignedIn();
  const record = chainRecord({ branding: set.branding, autoLockMs: set.autoLockMs });
  pulls.pull('delta', [[{ ...record, chain: { ...record.chain, name: set.chain.name } }]]);
  run.publishedChanged();
  expect(expectOk(await run.screen.till({}))).toMatchObject({ chainName: name, branding });
  till.time.advance(9_000);
  expect(expectOk(await run.screen.till({})).signedIn).not.toBeNull();
  till.time.advance(10_000);
  expect(expectOk(await run.screen.till({})).signedIn).toBeNull();
});
