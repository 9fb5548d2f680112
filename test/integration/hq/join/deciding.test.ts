import { beforeEach, describe, expect, test } from 'vitest';
import { joinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import type { JoinAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { joinArea } from '#sync/server/join/join-area.ts';
import { joinWaitMs } from '#sync/server/join/join-state.ts';
import { firstLeaseMs, renewLease } from '#sync/server/join/renew-lease.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import type { ManualTime } from '#test/support/manual-time.ts';
import {
  joinAndApprove,
  joiningTill,
  newTillCode,
  probe,
  probeArea,
  testStore,
  waitingJoinsOf,
} from '#test/support/hq/joining.ts';
import type { Code } from '#test/support/hq/joining.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { goodPassword, quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person, PersonAnswer } from '#test/support/hq/test-person.ts';
import { newTillKeys } from '#test/support/hq/test-till.ts';
import type { TillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const dayMs = 86_400_000;

let time: ManualTime;
let deps: HqDeps;
let app: HqApp;
let administrator: Person;
let code: Code;

beforeEach(async () => {
  time = createManualTime();
  deps = testHqDeps(database.db(), { clock: time.clock });
  app = await testApp(deps, [
    createSyncArea({ areas: [joinArea, probeArea] }),
    createAdminArea({ areas: [], cost: quickPasswords }),
  ]);
  administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  code = await newTillCode(administrator);
});

function decide(verb: string, { joinId, fingerprint }: JoinAnswer): Promise<PersonAnswer> {
  return administrator.ask({ method: 'POST', path: `/joins/${joinId}/${verb}`, body: { fingerprint } });
}

async function ask(keys = newTillKeys(), withCode = code.code): Promise<JoinAnswer> {
  return joinAnswer.parse((await joiningTill(app, deps, keys).join(withCode)).json());
}

function change(deviceId: string, verb: string, body: unknown): Promise<PersonAnswer> {
  return administrator.ask({ method: 'POST', path: `/tills/${deviceId}/${verb}`, body });
}

function contact(keys: TillKeys, deviceId: JoinAnswer['deviceId']): Promise<number> {
  return probe({ app, deps }, keys, deviceId);
}

async function lease(deviceId: JoinAnswer['deviceId']): ReturnType<typeof renewLease> {
  return inTransaction(deps, (transaction) => renewLease(transaction, deviceId, time.clock.nowMs()));
}

function tillRow(deviceId: string) {
  return deps.db.selectFrom('till').selectAll().where('device_id', '=', deviceId).executeTakeFirstOrThrow();
}

describe('a person who decides', () => {
  test('cannot approve another request than the one whose fingerprint was compared', async () => {
    const asked = await ask();
    const answer = await decide('approve', { ...asked, fingerprint: 'AAAA BBBB CCCC DDDD' });
    expect(answer.code).toBe('conflict');
    expect((await tillRow(asked.deviceId)).state).toBe('waiting');
  });

  test('may approve twice, and finds the same', async () => {
    const asked = await ask();
    expect((await decide('approve', asked)).body).toEqual({ state: 'approved' });
    const { changed } = await tillRow(asked.deviceId);
    expect((await decide('approve', asked)).body).toEqual({ state: 'approved' });
    expect((await tillRow(asked.deviceId)).changed).toBe(changed);
  });

  test('refuses for good: neither this person nor another approves afterwards', async () => {
    const keys = newTillKeys();
    const asked = await ask(keys);
    expect((await decide('refuse', asked)).body).toEqual({ state: 'refused' });
    expect((await decide('approve', asked)).code).toBe('conflict');
    expect((await joiningTill(app, deps, keys).stateOf(asked.joinId)).json()).toMatchObject({
      state: 'refused',
    });
    expect(await contact(keys, asked.deviceId)).toBe(401);
  });

  test('cannot refuse what was approved', async () => {
    const asked = await ask();
    await decide('approve', asked);
    expect((await decide('refuse', asked)).code).toBe('conflict');
    expect((await tillRow(asked.deviceId)).state).toBe('active');
  });

  test('approves one of two requests of a till, and the other one is refused by it', async () => {
    const [first, second] = [newTillKeys(), newTillKeys()];
    const early = await ask(first);
    const next = await change(code.deviceId, 'code', undefined);
    const late = await ask(second, String(Object(next.body).code));
    expect(await waitingJoinsOf(administrator)).toHaveLength(2);
    await decide('approve', late);
    expect((await joiningTill(app, deps, first).stateOf(early.joinId)).json()).toMatchObject({
      state: 'refused',
    });
    expect((await decide('approve', early)).code).toBe('conflict');
    expect(await contact(first, early.deviceId)).toBe(401);
    expect(await contact(second, late.deviceId)).toBe(200);
  });

  test('is not asked any more about a request that waited for an hour', async () => {
    const keys = newTillKeys();
    const asked = await ask(keys);
    time.advance(joinWaitMs);
    expect((await joiningTill(app, deps, keys).stateOf(asked.joinId)).json()).toMatchObject({
      state: 'expired',
    });
    const body = { login: 'owner', password: goodPassword };
    await administrator.ask({ method: 'POST', path: '/session', body });
    expect(await waitingJoinsOf(administrator)).toEqual([]);
    expect((await decide('approve', asked)).code).toBe('conflict');
  });
});

describe('a till that has joined', () => {
  let keys: TillKeys;
  beforeEach(async () => {
    keys = newTillKeys();
    await joinAndApprove(joiningTill(app, deps, keys), administrator, code.code);
  });

  test('is revoked from an instant, within seconds, and never for a later one', async () => {
    expect(await contact(keys, code.deviceId)).toBe(200);
    const fromMs = time.clock.nowMs() - 5_000;
    expect((await change(code.deviceId, 'revoke', { fromMs })).body).toEqual({ done: true });
    time.advance(2_000);
    expect(await contact(keys, code.deviceId)).toBe(403);
    await change(code.deviceId, 'revoke', { fromMs: null });
    expect(await tillRow(code.deviceId)).toMatchObject({ state: 'revoked', revoked_ms: fromMs });
    await change(code.deviceId, 'revoke', { fromMs: fromMs - 1 });
    expect((await tillRow(code.deviceId)).revoked_ms).toBe(fromMs - 1);
    expect(await lease(code.deviceId)).toBeNull();
    expect((await change(code.deviceId, 'unfreeze', { why: 'checked' })).code).toBe('conflict');
  });

  test('cannot be revoked from an instant that is still to come', async () => {
    await change(code.deviceId, 'revoke', { fromMs: time.clock.nowMs() + dayMs });
    expect((await tillRow(code.deviceId)).revoked_ms).toBe(time.clock.nowMs());
  });

  test('is frozen by hand and let go again, with a reason in the audit list', async () => {
    expect((await change(code.deviceId, 'freeze', { why: 'suspicion' })).status).toBe(200);
    expect(await tillRow(code.deviceId)).toMatchObject({ state: 'frozen', reason: 'byHand' });
    expect((await change(code.deviceId, 'freeze', { why: 'suspicion' })).code).toBe('conflict');
    expect((await change(code.deviceId, 'unfreeze', { why: 'falseAlarm' })).status).toBe(200);
    expect(await tillRow(code.deviceId)).toMatchObject({ state: 'active', reason: null });
    const rows = await deps.db.selectFrom('audit').select(['action', 'facts']).execute();
    expect(rows).toContainEqual({
      action: 'till.unfreeze',
      facts: JSON.stringify({ why: 'falseAlarm', reason: 'byHand' }),
    });
  });

  test('that forked sells on frozen until a person says why there is one till only', async () => {
    await deps.db.updateTable('till').set({ state: 'frozen', reason: 'fork' }).execute();
    expect((await change(code.deviceId, 'unfreeze', { why: 'because' })).code).toBe('malformed');
    expect((await change(code.deviceId, 'unfreeze', { why: 'copyDestroyed' })).status).toBe(200);
    expect((await tillRow(code.deviceId)).state).toBe('active');
  });

  test('belongs to another store from the moment on that it was moved', async () => {
    await administrator.ask({ method: 'POST', path: '/stores', body: { ...testStore, storeId: 'shop-2' } });
    const before = await tillRow(code.deviceId);
    const path = `/tills/${code.deviceId}`;
    const move = (storeId: string): Promise<PersonAnswer> =>
      administrator.ask({ method: 'PUT', path, body: { storeId, name: 'Till 1' } });
    expect((await move('nowhere')).code).toBe('not_found');
    expect((await move('shop-2')).status).toBe(200);
    const after = await tillRow(code.deviceId);
    expect(after).toMatchObject({ store_id: 'shop-2', state: 'active' });
    expect(after.changed).toBeGreaterThan(before.changed);
  });

  test('never hears of a store with another currency, for it would take nothing from HQ any more', async () => {
    const other = { ...testStore, storeId: 'shop-3', currency: 'EUR' };
    expect((await administrator.ask({ method: 'POST', path: '/stores', body: other })).code).toBe('conflict');
    const { storeId, ...values } = testStore;
    const path = `/stores/${storeId}`;
    const change = (currency: string): Promise<PersonAnswer> =>
      administrator.ask({ method: 'PUT', path, body: { ...values, currency } });
    expect((await change('EUR')).code).toBe('conflict');
    expect((await change(testStore.currency)).status).toBe(200);
  });

  test('is replaced by a new device when that was approved: the old chain is closed, and only then', async () => {
    const next = Object((await change(code.deviceId, 'replace', undefined)).body);
    expect(next.deviceId).not.toBe(code.deviceId);
    expect(await tillRow(code.deviceId)).toMatchObject({ state: 'active', replaced_by: next.deviceId });
    const newKeys = newTillKeys();
    await joinAndApprove(joiningTill(app, deps, newKeys), administrator, next.code);
    expect(await tillRow(code.deviceId)).toMatchObject({ state: 'replaced', reason: 'replaced' });
    expect(await tillRow(next.deviceId)).toMatchObject({ state: 'active', store_id: testStore.storeId });
    expect(await contact(newKeys, next.deviceId)).toBe(200);
    expect(await lease(code.deviceId)).toBeNull();
    expect((await change(code.deviceId, 'replace', undefined)).code).toBe('conflict');
  });

  test('that was revoked stays revoked when another device takes its place', async () => {
    await change(code.deviceId, 'revoke', { fromMs: null });
    const next = Object((await change(code.deviceId, 'replace', undefined)).body);
    await joinAndApprove(joiningTill(app, deps, newTillKeys()), administrator, next.code);
    expect((await tillRow(code.deviceId)).state).toBe('revoked');
    expect((await tillRow(next.deviceId)).state).toBe('active');
  });

  test('has a lease of a day until it was seen after one, and then of the owner’s choice', async () => {
    const nowMs = time.clock.nowMs();
    expect(await lease(code.deviceId)).toEqual({ issuedAtMs: nowMs, expiresAtMs: nowMs + firstLeaseMs });
    time.advance(dayMs);
    expect((await lease(code.deviceId))?.expiresAtMs).toBe(nowMs + dayMs + 90 * dayMs);
    const settings = { name: 'settings', body: JSON.stringify({ leaseDays: 7, other: true }), changed: 1 };
    await deps.db.insertInto('document').values(settings).execute();
    expect((await lease(code.deviceId))?.expiresAtMs).toBe(nowMs + dayMs + 7 * dayMs);
    await deps.db.updateTable('document').set({ body: '{"leaseDays":"soon"}' }).execute();
    expect((await lease(code.deviceId))?.expiresAtMs).toBe(nowMs + dayMs + 90 * dayMs);
  });

  test('whose lease ended long ago is known by its own key and gets a new lease', async () => {
    time.advance(dayMs);
    await lease(code.deviceId);
    time.advance(400 * dayMs);
    expect(await contact(keys, code.deviceId)).toBe(200);
    expect((await lease(code.deviceId))?.expiresAtMs).toBe(time.clock.nowMs() + 90 * dayMs);
  });

  test('keeps its lease while it is frozen', async () => {
    await change(code.deviceId, 'freeze', { why: 'suspicion' });
    expect(await lease(code.deviceId)).not.toBeNull();
  });
});

test('a till that waits for its first approval has no lease and cannot be revoked or frozen', async () => {
  expect(await lease((await ask()).deviceId)).toBeNull();
  expect((await change(code.deviceId, 'revoke', { fromMs: null })).code).toBe('conflict');
  expect((await change(code.deviceId, 'freeze', { why: 'repair' })).code).toBe('conflict');
});

test('every change of a till writes who did it, with ids and codes alone', async () => {
  const asked = await ask();
  await decide('approve', asked);
  const rows = await deps.db.selectFrom('audit').select(['action', 'facts']).orderBy('audit_id').execute();
  expect(rows.map(({ action }) => action).toSorted()).toEqual([
    'session.signIn',
    'store.create',
    'till.approve',
    'till.askToJoin',
    'till.create',
  ]);
  expect(rows.map(({ facts }) => facts).join()).not.toMatch(/owner|Till 1|فروشگاه/);
});
