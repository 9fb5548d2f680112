/** What the record of changes says of a change: enough to see what was another before. */

import { beforeEach, expect, it } from 'vitest';
import { auditAnswer } from '#shared/contracts/hq/admin-audit.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { truthAdminArea } from '#sync/server/truth/truth-admin-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { knowMember, memberId, tillId } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
const store = {
  name: { fa: 'مرکزی', en: 'Central' },
  currency: 'IRR',
  timeZone: 'Asia/Tehran',
  dayStartsAtHour: 4,
};

let deps: HqDeps;
let owner: Person;
beforeEach(async () => {
  deps = testHqDeps(db());
  const app = await testApp(deps, [createAdminArea({ areas: [truthAdminArea], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
});

async function factsOf(action: string): Promise<readonly unknown[]> {
  const { records } = auditAnswer.parse((await owner.ask({ method: 'GET', path: '/audit' })).body);
  return records.filter((record) => record.action === action).map(({ facts }) => facts);
}

it('a store that was made is recorded with its settings, and one that was changed with those that are others now', async () => {
  await owner.ask({ method: 'POST', path: '/stores', body: { storeId: 'central', ...store } });
  const changed = { ...store, name: { ...store.name, en: 'Old town' }, dayStartsAtHour: 5 };
  await owner.ask({ method: 'PUT', path: '/stores/central', body: changed });
  expect(await factsOf('store.create')).toEqual([
    { currency: 'IRR', timeZone: 'Asia/Tehran', dayStartsAtHour: 4 },
  ]);
  expect(await factsOf('store.change')).toEqual([
    { dayStartsAtHour: 5, dayStartsAtHourBefore: 4, hasNewName: true },
  ]);
});

it('a till that was moved, and one that was revoked, are recorded with what they were before', async () => {
  await owner.ask({ method: 'POST', path: '/stores', body: { storeId: 'central', ...store } });
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId: tillId(1), storeId: 'old' });
  const path = `/tills/${tillId(1)}`;
  await owner.ask({ method: 'PUT', path, body: { storeId: 'central', name: 'Door' } });
  await owner.ask({ method: 'POST', path: `${path}/revoke`, body: { fromMs: 5 } });
  const moved = { storeId: 'central', storeIdBefore: 'old', hasNewName: true };
  expect(await factsOf('till.change')).toEqual([moved]);
  expect(await factsOf('till.revoke')).toEqual([{ fromMs: 5, stateBefore: 'active' }]);
});

it('members who were merged and taken apart are recorded by their references alone', async () => {
  for (const number of [1, 2]) await knowMember(db(), memberId(number));
  const path = `/members/${memberId(2)}`;
  await owner.ask({ method: 'POST', path: `${path}/merge`, body: { into: memberId(1) } });
  await owner.ask({ method: 'POST', path: `${path}/unmerge` });
  expect(await factsOf('member.merge')).toEqual([{ into: memberId(1), aliases: 0 }]);
  expect(await factsOf('member.unmerge')).toEqual([{ from: memberId(1), aliases: 0 }]);
});
