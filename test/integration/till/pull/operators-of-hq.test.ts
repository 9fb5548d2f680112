/** Operators who are made, given another PIN and suspended at HQ, as a joined till at the line gets to know of it. */

import { expect, test } from 'vitest';
import { operatorView } from '#shared/contracts/hq/admin-operators.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { demoStoreId } from '#test/support/hq/published-chain.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';
import { joinTill, sell } from '#test/support/sync/joined-till.ts';
import { until } from '#test/support/sync/till-at-hq.ts';

const database = withPglite();
const mina = { name: 'Mina', latinName: null, role: 'cashier', storeIds: null, pin: '471952' };

test('an operator who was made at HQ signs in and sells at a joined till, and is signed out and unknown once suspended', async () => {
  const { hq, till, opened } = await joinTill(database.db(), 83);
  const { handlers } = opened.till;
  const post = (path: string, body: unknown = {}) =>
    hq.administrator.ask({ method: 'POST', path: `/operators${path}`, body });
  const signIn = (pin: string) => handlers.signIn({ commandId: till.world.id(), operatorId, pin });
  const isKnown = async (): Promise<boolean> =>
    expectOk(await handlers.till({})).operators.some((operator) => operator.operatorId === operatorId);
  const pulls = (): number => till.news.filter(({ kind }) => kind === 'pulled').length;

  const { operatorId: madeId } = operatorView.parse((await post('', mina)).body);
  const operatorId = uuid(madeId);
  expect(await isKnown()).toBe(false);
  await until(till.world, isKnown);
  expect(expectCode(await signIn('471953'))).toBe('wrong_pin');
  expectOk(await signIn(mina.pin));
  await sell(opened, till);

  let looked = pulls();
  await post(`/${operatorId}/pin`, { pin: '830517' });
  await until(till.world, async () => {
    // Tried once for each pull: wrong PINs would lock the operator out.
    if (pulls() === looked) return false;
    looked = pulls();
    return (await signIn('830517')).ok;
  });
  expect(expectCode(await signIn(mina.pin))).toBe('wrong_pin');
  expect(expectOk(await handlers.till({})).signedIn).toMatchObject({ operatorId });

  await post(`/${operatorId}/suspend`);
  await until(till.world, async () => !(await isKnown()));
  expect(expectOk(await handlers.till({})).signedIn).toBeNull();
  expect(expectCode(await signIn('830517'))).toBe('operator_unknown');

  await post(`/${operatorId}/resume`);
  await until(till.world, isKnown);
  expectOk(await signIn('830517'));
});

test('a signed-in operator who loses the store of the till is signed out and unknown there, and comes back with it', async () => {
  const { hq, till, opened } = await joinTill(database.db(), 84);
  const { handlers } = opened.till;
  const place = { currency: 'IRR', timeZone: 'Asia/Tehran', dayStartsAtHour: 5 };
  const other = { storeId: 'elsewhere', name: { fa: 'الف', en: 'A' }, ...place };
  await hq.administrator.ask({ method: 'POST', path: '/stores', body: other });
  const { pin, ...wish } = mina;
  const made = await hq.administrator.ask({
    method: 'POST',
    path: '/operators',
    body: { ...mina, storeIds: ['elsewhere', demoStoreId] },
  });
  const operatorId = uuid(operatorView.parse(made.body).operatorId);
  const limitTo = (storeIds: readonly string[]) =>
    hq.administrator.ask({ method: 'PUT', path: `/operators/${operatorId}`, body: { ...wish, storeIds } });
  const isKnown = async (): Promise<boolean> =>
    expectOk(await handlers.till({})).operators.some((operator) => operator.operatorId === operatorId);
  const signIn = () => handlers.signIn({ commandId: till.world.id(), operatorId, pin });
  await until(till.world, isKnown);
  expectOk(await signIn());

  expect((await limitTo(['elsewhere'])).status).toBe(200);
  await until(till.world, async () => !(await isKnown()));
  expect(expectOk(await handlers.till({})).signedIn).toBeNull();
  expect(expectCode(await signIn())).toBe('operator_unknown');

  await limitTo([demoStoreId]);
  await until(till.world, isKnown);
  expectOk(await signIn());
});
