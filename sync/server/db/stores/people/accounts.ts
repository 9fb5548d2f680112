/** Accounts of people at HQ. */

import type { Selectable } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';

type AccountRow = Selectable<PeopleTables['account']>;

export type Account = {
  readonly accountId: Uuid;
  /** In lower case. */
  readonly login: string;
  readonly name: string;
  readonly passwordVerifier: string;
  readonly role: AccountRow['role'];
  readonly state: AccountRow['state'];
  readonly createdAtMs: number;
};

const columns = ['account_id', 'login', 'name', 'password_verifier', 'role', 'state', 'created_ms'] as const;

/** False when the login is taken. */
export async function insertAccount(transaction: HqTransaction, account: Account): Promise<boolean> {
  const inserted = await transaction
    .insertInto('account')
    .values({
      account_id: account.accountId,
      login: account.login,
      name: account.name,
      password_verifier: account.passwordVerifier,
      role: account.role,
      state: account.state,
      publisher_key: null,
      created_ms: account.createdAtMs,
    })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('account_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function accountByLogin(db: HqDb, login: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').select(columns).where('login', '=', login).executeTakeFirst();
  return row && accountOf(row);
}

export async function accountById(db: HqDb, accountId: Uuid): Promise<Account | undefined> {
  const row = await db
    .selectFrom('account')
    .select(columns)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Locks the row: whoever suspends the account or changes its password waits until what is done in its name is done. */
export async function lockAccount(transaction: HqTransaction, accountId: Uuid): Promise<Account | undefined> {
  const row = await transaction
    .selectFrom('account')
    .select(columns)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  return row && accountOf(row);
}

export async function allAccounts(db: HqDb): Promise<readonly Account[]> {
  const rows = await db.selectFrom('account').select(columns).orderBy('login').execute();
  return rows.map(accountOf);
}

/** Locks the rows of all active administrators, in one order: two who would both be the last one wait for each other. */
export async function lockAdministrators(transaction: HqTransaction): Promise<readonly Uuid[]> {
  const rows = await transaction
    .selectFrom('account')
    .select('account_id')
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .orderBy('account_id')
    .forUpdate()
    .execute();
  return rows.map((row) => uuid(row.account_id));
}

export async function changeAccount(
  transaction: HqTransaction,
  accountId: Uuid,
  set: Partial<Pick<AccountRow, 'role' | 'state' | 'password_verifier'>>,
): Promise<void> {
  await transaction.updateTable('account').set(set).where('account_id', '=', accountId).execute();
}

type SelectedRow = Pick<AccountRow, (typeof columns)[number]>;

function accountOf(row: SelectedRow): Account {
  return {
    accountId: uuid(row.account_id),
    login: row.login,
    name: row.name,
    passwordVerifier: row.password_verifier,
    role: row.role,
    state: row.state,
    createdAtMs: row.created_ms,
  };
}
