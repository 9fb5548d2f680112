/** Accounts as an administrator changes them. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { accountById, changeAccount, lockAdministrators } from '../db/stores/people/accounts.ts';
import type { Account } from '../db/stores/people/accounts.ts';
import { deleteSessionsOf } from '../db/stores/people/sessions.ts';
import { deleteLinksOf } from '../db/stores/people/setup-links.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from './audit-change.ts';

export type AccountWish = {
  readonly accountId: Uuid;
  readonly by: Uuid;
  readonly set: Partial<Pick<Account, 'role' | 'state'>>;
};

export type AccountRefusal = 'not_found' | 'last_administrator';

/**
 * Sessions of the account end whenever its role or state changes, and links for it or made by it are void. The last active
 * administrator stays one.
 */
export function changeAccountOf(deps: HqDeps, wish: AccountWish): Promise<Result<Account, AccountRefusal>> {
  return inTransaction(deps, (transaction) => change(transaction, deps, wish), { isRepeatable: true });
}

async function change(
  transaction: HqTransaction,
  deps: HqDeps,
  { accountId, by, set }: AccountWish,
): Promise<Result<Account, AccountRefusal>> {
  const administrators = await lockAdministrators(transaction);
  const account = await accountById(transaction, accountId);
  if (!account) return err('not_found');
  const next = { ...account, ...set };
  if (next.role === account.role && next.state === account.state) return ok(account);
  const staysOne = next.role === 'administrator' && next.state === 'active';
  const isLast = administrators.length === 1 && administrators[0] === accountId;
  if (isLast && !staysOne) return err('last_administrator');
  await changeAccount(transaction, accountId, { role: next.role, state: next.state });
  await deleteSessionsOf(transaction, accountId);
  await deleteLinksOf(transaction, accountId);
  const facts = { role: next.role, state: next.state, roleBefore: account.role, stateBefore: account.state };
  await auditChange(transaction, deps, {
    accountId: by,
    action: 'account.change',
    subject: accountId,
    facts,
  });
  return ok(next);
}
