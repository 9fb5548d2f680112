import { describe, expect, it } from 'vitest';
import type { AdminApi } from '#shared/contracts/hq/admin-client.ts';
import { adminErrorStatus } from '#shared/contracts/hq/admin-common.ts';
import { publishErrorStatus } from '#shared/contracts/hq/publishing.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { adminPermissions } from '#sync/server/people/admin-permissions.ts';
import { done, refused, scriptedHq } from './scripted-hq.ts';

const id = '0190a6b0-0000-7000-8000-000000000001';
const hash = 'ab'.repeat(32);

function operatorCalls(api: AdminApi): readonly Promise<unknown>[] {
  const operator = { name: 'n', latinName: null, role: 'cashier' as const, storeIds: ['main-street'] };
  return [
    api.operators(),
    api.addOperator({ ...operator, pin: '4719' }),
    api.changeOperator(id, operator),
    api.newPin(id, { pin: '4719' }),
    api.suspendOperator(id),
    api.resumeOperator(id),
  ];
}

function accountCalls(api: AdminApi): readonly Promise<unknown>[] {
  return [
    api.accounts(),
    api.invite({ role: 'auditor' }),
    api.newLink(id),
    api.changeRole(id, { role: 'auditor' }),
    api.suspend(id),
    api.resume(id),
    api.audit(),
  ];
}

function factorCalls(api: AdminApi): readonly Promise<unknown>[] {
  return [
    api.giveCode({ code: '123456' }),
    api.factor(),
    api.offerFactor({}),
    api.takeFactor({ code: '123456' }),
    api.removeFactor({ code: '123456' }),
    api.newRecoveryCodes({ code: '123456' }),
    api.resetFactor(id),
    api.signInRules(),
    api.setSignInRules({ isFactorRequired: true }),
  ];
}

function chainCalls(api: AdminApi): readonly Promise<unknown>[] {
  return [
    api.chain(),
    api.nameChain({ fa: 'الف', en: 'A' }),
    api.setChain({ autoLockMs: 60_000 }),
    api.brandChain({ accent: null, receiptLines: [] }),
  ];
}

describe('what the console asks HQ', () => {
  it('has a call for every route that a person reaches without a key of their own', async () => {
    const { api, asked } = scriptedHq(() => done());
    const store = {
      name: { fa: 'الف', en: 'A' },
      currency: 'IRR',
      timeZone: 'Asia/Tehran',
      dayStartsAtHour: 5,
    };
    await Promise.all([
      api.session(),
      api.signIn({ login: 'a', password: 'b' }),
      api.signOut(),
      api.confirm({ password: 'b' }),
      api.setupLink('t'),
      api.setUp({ token: 't', password: 'p' }),
      api.stores(),
      api.addStore({ storeId: id, ...store }),
      api.changeStore(id, store),
      ...operatorCalls(api),
      ...chainCalls(api),
      ...factorCalls(api),
      api.tills(),
      api.tillReport(id),
      api.addTill({ storeId: 's', name: 'n' }),
      api.changeTill(id, { storeId: 's', name: 'n' }),
      api.newCode(id),
      api.replaceTill(id),
      api.revoke(id, { fromMs: null }),
      api.freeze(id, { why: 'repair' }),
      api.unfreeze(id, { why: 'checked' }),
      api.joins(),
      api.decide(id, 'approve', { fingerprint: 'f' }),
      api.decide(id, 'refuse', { fingerprint: 'f' }),
      api.checks(),
      api.notices(),
      api.heldMembers(),
      api.closeNotice(id),
      api.merges(),
      api.mergedMembers(),
      api.member(id),
      api.memberStatement(id),
      api.merge(id, { into: uuid(id) }),
      api.unmerge(id),
      api.hold(id, { hold: null }),
      api.erasures(),
      api.erase(id),
      api.ruleSets(),
      api.ruleSet(hash),
      api.withdraw(hash),
      api.publishers(),
      api.setPublishers({}),
      ...accountCalls(api),
    ]);
    const shapes = asked.map(({ method, path }) => {
      const known = Object.keys(adminPermissions).find((row) => isShapeOf(row, method, path));
      return known ?? `${method} ${path}`;
    });
    // Proposing and approving are done with a person's own key, by command.
    const byKey = ['POST /rule-sets', 'POST /rule-sets/:ruleSetHash/approval'];
    // The browser saves it from a link.
    const saved = 'GET /members/:memberRef/statement.csv';
    expect(shapes.toSorted()).toEqual(
      Object.keys(adminPermissions)
        .filter((row) => !byKey.includes(row) && row !== saved)
        .toSorted(),
    );
  });

  it('asks for older notices and records by where the known ones end', async () => {
    const { api, asked } = scriptedHq(() => done());
    await api.notices({ atMs: 1234, noticeId: uuid(id) });
    await api.audit(id);
    await api.heldMembers(id);
    await api.mergedMembers(id);
    await api.memberStatement(id, 'x');
    expect(asked.map(({ path }) => path)).toEqual([
      `/notices?beforeMs=1234&beforeId=${id}`,
      `/audit?before=${id}`,
      `/members/held?after=${id}`,
      `/members/merged?after=${id}`,
      `/members/${id}/statement?before=x`,
    ]);
  });
});

describe('an answer of HQ', () => {
  it('that is a refusal is told by its code, with the seconds to wait where HQ said them', async () => {
    const { api } = scriptedHq(() => refused('sign_in_locked', 30));
    expect(await api.signIn({ login: 'a', password: 'b' })).toEqual({
      ok: false,
      error: { code: 'sign_in_locked', waitSeconds: 30 },
    });
  });

  it('of publishing is told by its own code as well', async () => {
    const { api } = scriptedHq(() => refused('list_refused'));
    expect(await api.setPublishers({})).toEqual({ ok: false, error: { code: 'list_refused' } });
  });

  it('that nobody gave, that is no JSON, or that has an unknown code is never taken for a good one', async () => {
    expect(await scriptedHq(() => undefined).api.tills()).toMatchObject({ error: { code: 'unreachable' } });
    expect(await scriptedHq(() => done(undefined)).api.tills()).toMatchObject({ error: { code: 'strange' } });
    expect(await scriptedHq(() => refused('toString')).api.tills()).toMatchObject({
      error: { code: 'strange' },
    });
    expect(await scriptedHq(() => done({ tills: 'all' })).api.tills()).toMatchObject({
      error: { code: 'strange' },
    });
  });

  it('has a sentence and a next step for every refusal in both languages', () => {
    const codes = [
      ...Object.keys(adminErrorStatus),
      ...Object.keys(publishErrorStatus),
      'unreachable',
      'strange',
    ];
    for (const words of [catalogue.en, catalogue.fa]) {
      expect(Object.keys(words.console.errors).toSorted()).toEqual(codes.toSorted());
    }
  });
});

function isShapeOf(row: string, method: string, path: string): boolean {
  const [rowMethod, rowPath = ''] = row.split(' ');
  const pattern = rowPath.replaceAll(/:\w+/g, '[^/]+');
  const [place = ''] = path.split('?');
  // A word of its own is no id: /accounts/links is not the link of an account.
  return (
    rowMethod === method &&
    (rowPath === place || (pattern !== rowPath && new RegExp(`^${pattern}$`).test(place)))
  );
}
