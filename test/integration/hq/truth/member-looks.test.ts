/** One member and the merged ones, as people at HQ see them over HTTP. */

import { beforeEach, expect, it } from 'vitest';
import { memberLookAnswer, mergedMembersAnswer } from '#shared/contracts/hq/admin-truth.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { truthAdminArea } from '#sync/server/truth/truth-admin-area.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { knowMember, memberId } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let owner: Person;
let publisher: Person;
beforeEach(async () => {
  const deps = testHqDeps(db());
  const app = await testApp(deps, [createAdminArea({ areas: [truthAdminArea], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  publisher = await signedInPerson(app, deps, { login: 'publisher', role: 'publisher' });
  for (const number of [1, 2, 3]) await knowMember(db(), memberId(number));
});

const post = (path: string, body: object = {}) => ({ method: 'POST', path, body }) as const;
const get = (path: string) => ({ method: 'GET', path }) as const;
const merge = (from: number, into: number) =>
  owner.ask(post(`/members/${memberId(from)}/merge`, { into: memberId(into) }));

it('merged members stay in the list until they are taken apart, whatever became of their notices', async () => {
  expect((await owner.ask(get('/members/merged'))).body).toEqual({ members: [], hasMore: false });
  await merge(2, 1);
  await merge(3, 1);
  await db().updateTable('notice').set({ closed_ms: 1 }).execute();
  const both = mergedMembersAnswer.parse((await owner.ask(get('/members/merged'))).body);
  expect(both.members.map(({ memberRef, mergedInto }) => [memberRef, mergedInto])).toEqual([
    [memberId(3), memberId(1)],
    [memberId(2), memberId(1)],
  ]);
  expect(both.members.every(({ mergedAtMs }) => mergedAtMs !== null)).toBe(true);
  await owner.ask(post(`/members/${memberId(3)}/unmerge`));
  const left = mergedMembersAnswer.parse((await owner.ask(get('/members/merged'))).body);
  expect(left.members.map(({ memberRef }) => memberRef)).toEqual([memberId(2)]);
});

it('merged members come page by page, each once', async () => {
  const rows = Array.from({ length: 130 }, (_, index) => memberId(10 + index));
  for (const memberRef of rows) await knowMember(db(), memberRef);
  await db()
    .updateTable('member')
    .set({ state: 'merged', merged_into: memberId(1) })
    .where('member_ref', 'in', rows)
    .execute();
  const first = mergedMembersAnswer.parse((await owner.ask(get('/members/merged'))).body);
  const last = first.members.at(-1)?.memberRef ?? '';
  const second = mergedMembersAnswer.parse((await owner.ask(get(`/members/merged?after=${last}`))).body);
  expect([first.members.length, first.hasMore, second.members.length, second.hasMore]).toEqual([
    100,
    true,
    30,
    false,
  ]);
  expect(new Set([...first.members, ...second.members].map(({ memberRef }) => memberRef)).size).toBe(130);
});

it('a member is shown with what holds now: on hold by any reference, merged, or unknown', async () => {
  const look = async (number: number) =>
    memberLookAnswer.parse((await owner.ask(get(`/members/${memberId(number)}`))).body);
  await owner.ask(post(`/members/${memberId(2)}/hold`, { hold: 'byHand' }));
  await merge(2, 1);
  expect(await look(1)).toMatchObject({ state: 'active', hold: 'byHand', aliases: [memberId(2)] });
  expect(await look(2)).toMatchObject({ state: 'merged', mergedInto: memberId(1), aliases: [] });
  expect(await look(3)).toMatchObject({ state: 'active', hold: null, mergedInto: null });
  expect((await owner.ask(get(`/members/${memberId(77)}`))).code).toBe('not_found');
  for (const path of ['/members/merged', `/members/${memberId(1)}`]) {
    expect((await publisher.ask(get(path))).code).toBe('not_allowed');
  }
});
