/** Operators as people at HQ make and change them: what they are answered, what is recorded, and what a till pulls. */

import { beforeEach, expect, it } from 'vitest';
import { auditAnswer } from '#shared/contracts/hq/admin-audit.ts';
import { operatorsAnswer, operatorView } from '#shared/contracts/hq/admin-operators.ts';
import type { OperatorView } from '#shared/contracts/hq/admin-operators.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { newestChange } from '#sync/server/db/change-clock.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { present } from '#test/support/present.ts';
import { bringChain, demoStoreId, pullOnce, smallChain } from '#test/support/hq/published-chain.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person, PersonAnswer } from '#test/support/hq/test-person.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const nobody = '01900000-0000-7000-8000-00000000000f';
const mina = {
  name: 'مینا کریمی',
  latinName: 'Mina Karimi',
  role: 'manager' as const,
  storeIds: null,
  pin: '471952',
};
const asCashier = { latinName: null, role: 'cashier', storeIds: null };

let deps: HqDeps;
let owner: Person;
beforeEach(async () => {
  deps = testHqDeps(db());
  const app = await testApp(deps, [createAdminArea({ areas: [], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
});

function post(path: string, body: unknown = {}): Promise<PersonAnswer> {
  return owner.ask({ method: 'POST', path: `/operators${path}`, body });
}

async function added(wish: object = mina): Promise<OperatorView> {
  return operatorView.parse((await post('', wish)).body);
}

async function openStores(...storeIds: readonly string[]): Promise<void> {
  for (const storeId of storeIds) {
    const name = { fa: storeId, en: storeId };
    const place = { currency: 'IRR', timeZone: 'Asia/Tehran', dayStartsAtHour: 5 };
    await owner.ask({ method: 'POST', path: '/stores', body: { storeId, name, ...place } });
  }
}

function change(operatorId: string, body: object): Promise<PersonAnswer> {
  return owner.ask({ method: 'PUT', path: `/operators/${operatorId}`, body });
}

async function listed(): Promise<readonly OperatorView[]> {
  return operatorsAnswer.parse((await owner.ask({ method: 'GET', path: '/operators' })).body).operators;
}

async function sealedOf(operatorId: string): Promise<string | undefined> {
  const row = await deps.db
    .selectFrom('operator')
    .select('sealed_verifier')
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  return row && Buffer.from(row.sealed_verifier).toString('hex');
}

it('an operator is made, changed, suspended and let in again, and no answer has a PIN in it', async () => {
  const { operatorId, ...made } = await added();
  const { pin, ...shown } = mina;
  expect(made).toEqual({ ...shown, state: 'active' });
  await added({ ...mina, name: 'Ava', latinName: null });
  const body = { name: ' Mina   K. ', latinName: null, role: 'cashier', storeIds: null };
  const changed = await change(operatorId, body);
  expect(changed.body).toEqual({
    operatorId,
    name: 'Mina K.',
    latinName: null,
    role: 'cashier',
    storeIds: null,
    state: 'active',
  });
  for (const [verb, state] of [
    ['suspend', 'suspended'],
    ['resume', 'active'],
  ] as const) {
    expect((await post(`/${operatorId}/${verb}`)).body).toMatchObject({ name: 'Mina K.', state });
    expect((await listed())[0]).toMatchObject({ operatorId, state });
  }
  expect(JSON.stringify(await listed())).not.toMatch(new RegExp(`pin|verifier|${pin}`, 'i'));
});

it('a PIN that anybody would guess, or that no till takes, is refused with its reason and without the PIN', async () => {
  const { operatorId } = await added();
  const before = await sealedOf(operatorId);
  for (const [pin, reason] of [
    ['1234', 'simple'],
    ['۷۷۷۷', 'simple'],
    ['471', 'digits'],
    ['471952836', 'digits'],
    ['four', 'digits'],
  ] as const) {
    for (const answer of [await post('', { ...mina, pin }), await post(`/${operatorId}/pin`, { pin })]) {
      expect([pin, answer.status, answer.code]).toEqual([pin, 422, 'pin_weak']);
      expect(answer.body).toEqual({ error: { code: 'pin_weak', details: { reason } } });
    }
  }
  expect(await listed()).toHaveLength(1);
  expect(await sealedOf(operatorId)).toBe(before);
});

it('a new PIN takes the place of the one before, and nobody is made by one for an operator who is not there', async () => {
  const { operatorId } = await added();
  const before = await sealedOf(operatorId);
  expect((await post(`/${operatorId}/pin`, { pin: '۸۳۰۵۱۷' })).status).toBe(200);
  expect(await sealedOf(operatorId)).not.toBe(before);
  expect((await post(`/${nobody}/pin`, { pin: '830517' })).code).toBe('not_found');
  expect((await post(`/${nobody}/suspend`)).code).toBe('not_found');
  expect(await listed()).toHaveLength(1);
});

it('the last active manager is neither suspended nor made a cashier, not even by two at once', async () => {
  const { operatorId } = await added();
  const body = { ...asCashier, name: mina.name };
  expect((await post(`/${operatorId}/suspend`)).code).toBe('last_manager');
  expect((await change(operatorId, body)).code).toBe('last_manager');
  const second = await added({ ...mina, name: 'Ava' });
  const answers = await Promise.all([post(`/${operatorId}/suspend`), change(second.operatorId, body)]);
  expect(answers.map(({ code }) => code).toSorted()).toEqual(['', 'last_manager']);
});

it('what was done to operators is recorded with its kind, and without names and PINs', async () => {
  const { operatorId } = await added();
  await added({ ...mina, name: 'Ava' });
  const body = { ...asCashier, name: 'Mina Tehrani' };
  await change(operatorId, body);
  await change(operatorId, body);
  await post(`/${operatorId}/pin`, { pin: '830517' });
  await post(`/${operatorId}/suspend`);
  await post(`/${operatorId}/suspend`);
  const answer = await owner.ask({ method: 'GET', path: '/audit' });
  const { records } = auditAnswer.parse(answer.body);
  expect(
    records.filter(({ subject }) => subject === operatorId).map(({ action, facts }) => [action, facts]),
  ).toEqual([
    ['operator.change', { state: 'suspended', stateBefore: 'active', hasNewName: false }],
    ['operator.pin', {}],
    ['operator.change', { role: 'cashier', roleBefore: 'manager', hasNewName: true }],
    ['operator.create', { role: 'manager', storeIds: null }],
  ]);
  const stored = JSON.stringify(await deps.db.selectFrom('audit').selectAll().execute());
  for (const text of [stored, JSON.stringify(answer.body)]) {
    expect(text).not.toMatch(/Mina|Karimi|Tehrani|471952|830517|argon/);
  }
});

it('an operator is limited to stores that are there, each named once, and let in at every store again', async () => {
  await openStores('north', 'south');
  await added({ ...mina, name: 'Ava' });
  const { pin, ...wish } = { ...mina, storeIds: ['south', 'north', 'south'] };
  const { operatorId, storeIds } = await added({ ...wish, pin });
  expect(storeIds).toEqual(['north', 'south']);
  expect((await change(operatorId, { ...wish, storeIds: ['south'] })).body).toMatchObject({
    storeIds: ['south'],
  });
  expect((await listed())[1]).toMatchObject({ operatorId, storeIds: ['south'] });
  expect((await change(operatorId, { ...wish, storeIds: ['west'] })).code).toBe('not_found');
  expect((await post('', { ...wish, pin, storeIds: ['south', 'west'] })).code).toBe('not_found');
  for (const wrong of [{ storeIds: [] }, { storeIds: ['north south'] }, { storeIds: undefined }]) {
    expect((await change(operatorId, { ...wish, ...wrong })).code).toBe('malformed');
  }
  expect((await change(operatorId, { ...wish, storeIds: null })).body).toMatchObject({ storeIds: null });
  const { records } = auditAnswer.parse((await owner.ask({ method: 'GET', path: '/audit' })).body);
  expect(
    records
      .filter(({ subject }) => subject === operatorId)
      .map(({ facts }) => [facts['storeIdsBefore'], facts['storeIds']]),
  ).toEqual([
    ['south', null],
    ['north south', 'south'],
    [undefined, 'north south'],
  ]);
});

it('a store keeps its last active manager, whoever that is', async () => {
  await openStores('north', 'south');
  const { operatorId: northId } = await added({ ...mina, storeIds: ['north'] });
  const { operatorId: southId } = await added({ ...mina, name: 'Ava', storeIds: ['south'] });
  expect((await post(`/${northId}/suspend`)).code).toBe('last_manager');
  const { pin, ...wish } = mina;
  expect((await change(northId, { ...wish, storeIds: ['south'] })).code).toBe('last_manager');
  expect((await change(southId, { ...wish, storeIds: null })).status).toBe(200);
  expect((await change(northId, { ...wish, storeIds: ['south'] })).status).toBe(200);
  expect((await post(`/${southId}/suspend`)).code).toBe('last_manager');
  expect((await post('', { ...asCashier, name: 'Omid', pin })).status).toBe(200);
});

it('a till pulls no operator who is limited to other stores', async () => {
  await bringChain(deps, 0);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  const { stores } = smallChain();
  const elsewhere = present(stores.find(({ storeId }) => storeId !== demoStoreId)).storeId;
  const pulled = async (): Promise<readonly string[]> => {
    const { records } = await pullOnce(deps, { deviceId, cursor: null });
    const record = records.find(({ t }) => t === 'chain');
    return record?.t === 'chain' ? record.chain.operators.map(({ name }) => name) : [];
  };
  const wish = { ...asCashier, name: mina.name };
  const { operatorId } = await added({ ...wish, pin: mina.pin, storeIds: [elsewhere] });
  expect(await pulled()).not.toContain(mina.name);
  await change(operatorId, { ...wish, storeIds: [demoStoreId, elsewhere] });
  expect(await pulled()).toContain(mina.name);
  await change(operatorId, { ...wish, storeIds: [elsewhere] });
  expect(await pulled()).not.toContain(mina.name);
});

it('each change is told to tills with their next pull, which lists nobody who is suspended', async () => {
  await bringChain(deps, 0);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  let { manifest } = await pullOnce(deps, { deviceId, cursor: null });
  const pulled = async (): Promise<readonly string[] | undefined> => {
    const pull = await pullOnce(deps, { deviceId, cursor: manifest.cursor });
    manifest = pull.manifest;
    const record = pull.records.find(({ t }) => t === 'chain');
    return record?.t === 'chain' ? record.chain.operators.map(({ name }) => name).toSorted() : undefined;
  };
  const brought = smallChain().operators.map(({ name }) => name);
  const both = [...brought, mina.name].toSorted();
  expect(await pulled()).toBeUndefined();
  const { operatorId } = await added({ ...mina, role: 'cashier' });
  expect(await pulled()).toEqual(both);
  await post(`/${operatorId}/pin`, { pin: '830517' });
  expect(await pulled()).toEqual(both);
  await post(`/${operatorId}/suspend`);
  expect(await pulled()).toEqual(brought);
  const still = await newestChange(deps.db);
  await post(`/${operatorId}/suspend`);
  expect(await newestChange(deps.db)).toBe(still);
  await post(`/${operatorId}/resume`);
  expect(await pulled()).toEqual(both);
});
