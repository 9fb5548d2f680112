/** What people at HQ see of all tills, and what they decide about members, over HTTP and by role. */

import { beforeEach, describe, expect, it } from 'vitest';
import {
  checksAnswer,
  heldMembersAnswer,
  noticesAnswer,
  tillReportAnswer,
} from '#shared/contracts/hq/admin-truth.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { truthAdminArea } from '#sync/server/truth/truth-admin-area.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { newPerson, quickPasswords, signedInPerson } from '#test/support/hq/test-person.ts';
import type { Person } from '#test/support/hq/test-person.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { standing } from '#test/support/hq/truth-outcome.ts';
import { giftOf, lotNamed, paymentOf } from '#test/support/hq/truth-values.ts';
import { countAll, createTruthWorld, knowMember, memberId, tillId } from '#test/support/hq/truth-world.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const { db } = withPglite();
let deps: HqDeps;
let app: HqApp;
let owner: Person & { readonly accountId: string };
let auditor: Person;
let publisher: Person;
beforeEach(async () => {
  deps = testHqDeps(db());
  app = await testApp(deps, [createAdminArea({ areas: [truthAdminArea], cost: quickPasswords })]);
  owner = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  auditor = await signedInPerson(app, deps, { login: 'auditor', role: 'auditor' });
  publisher = await signedInPerson(app, deps, { login: 'publisher', role: 'publisher' });
  for (const number of [1, 2]) await knowMember(db(), memberId(number));
});

const post = (path: string, body: object = {}) => ({ method: 'POST', path, body }) as const;
const get = (path: string) => ({ method: 'GET', path }) as const;

/** A till spends more than there is: one entry is flagged, and people are told. */
async function overspend(): Promise<void> {
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId: tillId(1), storeId: 's' });
  const till = createTruthWorld().till(1);
  const gift = till.book(giftOf({ unit: 'points', amount: 100 }));
  till.book(paymentOf({ unit: 'points', amount: 130, lot: lotNamed(gift) }));
  await till.push(db());
  await countAll(db());
}

describe('the report of a till', () => {
  it('says until when everything is here, and what became of its entries, to everybody at HQ', async () => {
    await overspend();
    for (const person of [owner, auditor, publisher]) {
      const answer = await person.ask(get(`/tills/${tillId(1)}/report`));
      const report = tillReportAnswer.parse(answer.body);
      expect(report).toMatchObject({
        deviceId: tillId(1),
        chains: [{ epoch: 1, branch: 0, receivedSeq: 2, countedSeq: 2 }],
        entries: { accepted: 1, flagged: 1 },
        reasons: [{ reason: 'balance_exceeded', entries: 1 }],
      });
      expect(report.completeUntilMs).not.toBeNull();
    }
  });

  it('of a till that nobody knows is not found, and needs a session', async () => {
    const request = get(`/tills/${tillId(77)}/report`);
    expect((await owner.ask(request)).code).toBe('not_found');
    expect((await newPerson(app).ask(request)).code).toBe('not_authentic');
    expect((await owner.ask(get('/tills/no-id/report'))).code).toBe('malformed');
  });
});

describe('the checks', () => {
  it('add up for an administrator and an auditor, name what does not, and are no publisher’s', async () => {
    await overspend();
    for (const person of [owner, auditor]) {
      const checks = checksAnswer.parse((await person.ask(get('/checks'))).body);
      expect([checks.isSound, checks.units]).toEqual([true, [{ unit: 'points', sum: '0' }]]);
    }
    await db().updateTable('account_sum').set({ amount: '7' }).where('account', '=', 'issued').execute();
    expect(checksAnswer.parse((await owner.ask(get('/checks'))).body).isSound).toBe(false);
    expect((await publisher.ask(get('/checks'))).code).toBe('not_allowed');
  });
});

describe('the notices', () => {
  it('are shown until an administrator closes them, once', async () => {
    await overspend();
    const [notice] = noticesAnswer.parse((await auditor.ask(get('/notices'))).body).notices;
    expect(notice).toMatchObject({ kind: 'overdraft', memberRef: memberId(1), facts: { points: 30 } });
    const closing = post(`/notices/${notice?.noticeId ?? ''}/close`);
    expect((await auditor.ask(closing)).code).toBe('not_allowed');
    expect((await owner.ask(closing)).body).toEqual({ done: true });
    expect((await owner.ask(closing)).code).toBe('not_found');
    expect(noticesAnswer.parse((await owner.ask(get('/notices'))).body).notices).toEqual([]);
    const actions = await db()
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'notice%')
      .execute();
    expect(actions).toEqual([{ action: 'notice.close' }]);
  });

  it('come page by page, each once, also where more than a page is of one instant', async () => {
    const rows = Array.from({ length: 230 }, (_, index) => ({
      notice_id: memberId(index).replace('0000000002', 'ffff000002'),
      kind: 'overdraft',
      at_ms: index < 10 ? 5 : 7,
      facts: '{}',
    }));
    await db().insertInto('notice').values(rows).execute();
    const pages: number[] = [];
    const seen = new Set<string>();
    let path = '/notices';
    for (;;) {
      const { notices, hasMore } = noticesAnswer.parse((await owner.ask(get(path))).body);
      pages.push(notices.length);
      for (const { noticeId } of notices) seen.add(noticeId);
      const last = notices.at(-1);
      if (!hasMore || last === undefined) break;
      path = `/notices?beforeMs=${last.atMs}&beforeId=${last.noticeId}`;
    }
    expect([pages, seen.size]).toEqual([[100, 100, 30], 230]);
    for (const query of ['beforeMs=7', `beforeId=${memberId(1)}`, `beforeMs=soon&beforeId=${memberId(1)}`]) {
      expect((await owner.ask(get(`/notices?${query}`))).code).toBe('malformed');
    }
  });

  it('leave behind what was closed, of whom and by whom', async () => {
    await overspend();
    const [notice] = noticesAnswer.parse((await owner.ask(get('/notices'))).body).notices;
    await owner.ask(post(`/notices/${notice?.noticeId ?? ''}/close`));
    const row = await db()
      .selectFrom('audit')
      .select(['account_id', 'facts'])
      .where('action', '=', 'notice.close')
      .executeTakeFirstOrThrow();
    const facts = { kind: 'overdraft', memberRef: memberId(1), deviceId: tillId(1) };
    expect([row.account_id, JSON.parse(row.facts)]).toEqual([owner.accountId, facts]);
  });
});

describe('members with one phone', () => {
  it('are proposed, merged and taken apart again by an administrator alone', async () => {
    await db()
      .updateTable('member')
      .set({ phone_index: new Uint8Array(32).fill(5) })
      .execute();
    const pair = [memberId(1), memberId(2)];
    expect((await auditor.ask(get('/members/merges'))).body).toEqual({ proposals: [pair] });
    const merge = post(`/members/${memberId(2)}/merge`, { into: memberId(1) });
    for (const person of [auditor, publisher]) expect((await person.ask(merge)).code).toBe('not_allowed');
    expect((await owner.ask(merge)).body).toEqual({ done: true });
    expect((await owner.ask(merge)).code).toBe('conflict');
    expect((await owner.ask(get('/members/merges'))).body).toEqual({ proposals: [] });
    const unmerge = post(`/members/${memberId(2)}/unmerge`);
    expect((await publisher.ask(unmerge)).code).toBe('not_allowed');
    expect((await owner.ask(unmerge)).body).toEqual({ done: true });
    expect((await owner.ask(unmerge)).code).toBe('conflict');
    expect((await owner.ask(post(`/members/${memberId(9)}/unmerge`))).code).toBe('not_found');
  });

  it('are not merged into themselves, into nobody, or into what is no id', async () => {
    const path = `/members/${memberId(1)}/merge`;
    expect((await owner.ask(post(path, { into: memberId(1) }))).code).toBe('conflict');
    expect((await owner.ask(post(path, { into: memberId(9) }))).code).toBe('not_found');
    expect((await owner.ask(post(path, { into: 'x' }))).code).toBe('malformed');
  });
});

describe('the hold of a member', () => {
  it('is set and lifted by an administrator, also the one of an overdraft', async () => {
    await overspend();
    expect(await standing(db(), memberId(1))).toEqual([0n, 0n]);
    const path = `/members/${memberId(1)}/hold`;
    const hold = async () => {
      const query = db().selectFrom('member').select('hold').where('member_ref', '=', memberId(1));
      return (await query.executeTakeFirstOrThrow()).hold;
    };
    expect(await hold()).toBe('overdraft');
    expect((await auditor.ask(post(path, { hold: null }))).code).toBe('not_allowed');
    expect((await owner.ask(post(path, { hold: null }))).body).toEqual({ done: true });
    expect(await hold()).toBeNull();
    expect((await owner.ask(post(path, { hold: 'byHand' }))).body).toEqual({ done: true });
    expect(await hold()).toBe('byHand');
    expect((await owner.ask(post(path, { hold: 'overdraft' }))).code).toBe('malformed');
  });
});

describe('the list of members on hold', () => {
  const held = async (path = '/members/held') => heldMembersAnswer.parse((await owner.ask(get(path))).body);

  it('shows who redeems nothing and why, with the references that mean them, to an administrator and an auditor', async () => {
    await overspend();
    await owner.ask(post(`/members/${memberId(2)}/hold`, { hold: 'byHand' }));
    const row = { aliases: [], enrolledAtMs: 0 };
    const both = [
      { ...row, memberRef: memberId(1), hold: 'overdraft' },
      { ...row, memberRef: memberId(2), hold: 'byHand' },
    ];
    expect(await held()).toEqual({ members: both, hasMore: false });
    expect((await auditor.ask(get('/members/held'))).body).toEqual({ members: both, hasMore: false });
    expect((await publisher.ask(get('/members/held'))).code).toBe('not_allowed');
    await owner.ask(post(`/members/${memberId(1)}/merge`, { into: memberId(2) }));
    const one = { ...row, memberRef: memberId(2), hold: 'byHand', aliases: [memberId(1)] };
    expect((await held()).members).toEqual([one]);
    await owner.ask(post(`/members/${memberId(2)}/hold`, { hold: null }));
    expect((await held()).members).toEqual([]);
  });

  it('comes page by page', async () => {
    for (let number = 3; number <= 105; number += 1) await knowMember(db(), memberId(number));
    await db().updateTable('member').set({ hold: 'byHand' }).execute();
    const first = await held();
    const last = first.members.at(-1)?.memberRef ?? '';
    expect([first.members.length, first.hasMore, last]).toEqual([100, true, memberId(100)]);
    const second = await held(`/members/held?after=${last}`);
    expect([second.members.length, second.hasMore]).toEqual([5, false]);
    expect((await owner.ask(get('/members/held?after=x'))).code).toBe('malformed');
  });
});
