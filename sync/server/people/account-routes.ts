/** Accounts: looked at, made by a link, given another role, suspended. */

import {
  accountView,
  accountsAnswer,
  linkAnswer,
  linkRequest,
  roleRequest,
} from '#shared/contracts/hq/admin-accounts.ts';
import type { AccountView } from '#shared/contracts/hq/admin-accounts.ts';
import { accountIdParams } from '#shared/contracts/hq/admin-common.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { FastifyReply } from 'fastify';
import { inTransaction } from '../db/in-transaction.ts';
import { accountById, allAccounts } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { accountsWithFactor } from '../db/stores/people/second-factors.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { changeAccountOf } from './change-accounts.ts';
import type { AccountWish } from './change-accounts.ts';
import { accountIdOf } from './guard-admin.ts';
import { makeLink } from './setup-link.ts';

export function registerAccountRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/accounts', { schema: { response: { 200: accountsAnswer } } }, async () => {
    const withFactor = await accountsWithFactor(deps.db);
    const accounts = await allAccounts(deps.db);
    return { accounts: accounts.map((account) => viewOf(account, withFactor)) };
  });
  registerLinks(app, deps);
  registerChanges(app, deps);
}

function registerLinks(app: HqApp, deps: HqDeps): void {
  const response = { 200: linkAnswer };
  app.post('/accounts/links', { schema: { body: linkRequest, response } }, (request) => {
    const wish = { role: request.body.role, accountId: null, madeBy: accountIdOf(request) };
    return inTransaction(deps, (transaction) => makeLink(transaction, deps, wish));
  });
  const schema = { params: accountIdParams, response };
  app.post('/accounts/:accountId/link', { schema }, async (request, reply) => {
    const madeBy = accountIdOf(request);
    const made = await inTransaction(deps, async (transaction) => {
      const account = await accountById(transaction, request.params.accountId);
      if (!account) return undefined;
      const { accountId, role } = account;
      return makeLink(transaction, deps, { role, accountId, madeBy });
    });
    return made ?? sendAdminFailure(reply, 'not_found');
  });
}

function registerChanges(app: HqApp, deps: HqDeps): void {
  const response = { 200: accountView };
  const change = async (wish: AccountWish, reply: FastifyReply): Promise<AccountView | FastifyReply> => {
    const changed = await changeAccountOf(deps, wish);
    if (!changed.ok) return sendAdminFailure(reply, changed.error);
    return viewOf(changed.value, await accountsWithFactor(deps.db));
  };
  const schema = { params: accountIdParams, response };
  app.post(
    '/accounts/:accountId/role',
    { schema: { ...schema, body: roleRequest } },
    async (request, reply) => {
      const set = { role: request.body.role };
      return change({ accountId: request.params.accountId, by: accountIdOf(request), set }, reply);
    },
  );
  for (const [verb, state] of [
    ['suspend', 'suspended'],
    ['resume', 'active'],
  ] as const) {
    app.post(`/accounts/:accountId/${verb}`, { schema }, async (request, reply) => {
      const set = { state };
      return change({ accountId: request.params.accountId, by: accountIdOf(request), set }, reply);
    });
  }
}

function viewOf(
  { accountId, login, name, role, state, createdAtMs }: Account,
  withFactor: ReadonlySet<Uuid>,
): AccountView {
  return { accountId, login, name, role, state, createdAtMs, hasFactor: withFactor.has(accountId) };
}
