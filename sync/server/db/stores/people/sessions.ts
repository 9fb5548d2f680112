/** Sessions of signed-in people, by the hash of what their cookie holds. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { Account } from './accounts.ts';

export type Session = {
  readonly tokenHash: Uint8Array;
  readonly usedAtMs: number;
  readonly confirmedAtMs: number;
  readonly expiresAtMs: number;
  /** When the code of an app was given in it; null for not yet, or for none to give. */
  readonly factorAtMs: number | null;
};

export type SignedIn = Session & {
  readonly account: Pick<Account, 'accountId' | 'login' | 'name' | 'role'>;
  readonly hasFactor: boolean;
  /** What the chain asks of the roles that it asks it of. */
  readonly isFactorRule: boolean;
};

export async function insertSession(
  transaction: HqTransaction,
  accountId: Uuid,
  session: Session,
): Promise<void> {
  await transaction
    .insertInto('account_session')
    .values({
      token_hash: session.tokenHash,
      account_id: accountId,
      created_ms: session.usedAtMs,
      used_ms: session.usedAtMs,
      confirmed_ms: session.confirmedAtMs,
      expires_ms: session.expiresAtMs,
      factor_ms: session.factorAtMs,
    })
    .execute();
}

/** `undefined` also for the session of an account that was suspended. */
export async function sessionByHash(db: HqDb, tokenHash: Uint8Array): Promise<SignedIn | undefined> {
  const row = await db
    .selectFrom('account_session')
    .innerJoin('account', 'account.account_id', 'account_session.account_id')
    .select(['account.account_id', 'account.login', 'account.name', 'account.role'])
    .leftJoin('second_factor', 'second_factor.account_id', 'account.account_id')
    .select(['account_session.used_ms', 'account_session.confirmed_ms', 'account_session.expires_ms'])
    .select(['account_session.factor_ms', 'second_factor.made_ms as factor_made_ms'])
    .select((select) =>
      select
        .selectFrom('sign_in_rule')
        .select('is_on')
        .where('name', '=', 'secondFactor')
        .as('is_factor_rule'),
    )
    .where('account_session.token_hash', '=', tokenHash)
    .where('account.state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    tokenHash,
    usedAtMs: row.used_ms,
    confirmedAtMs: row.confirmed_ms,
    expiresAtMs: row.expires_ms,
    factorAtMs: row.factor_ms,
    hasFactor: row.factor_made_ms !== null,
    isFactorRule: row.is_factor_rule === true,
    account: { accountId: uuid(row.account_id), login: row.login, name: row.name, role: row.role },
  };
}

export async function touchSession(
  db: HqDb,
  tokenHash: Uint8Array,
  set: { readonly used_ms: EpochMs; readonly confirmed_ms?: EpochMs },
): Promise<void> {
  await db.updateTable('account_session').set(set).where('token_hash', '=', tokenHash).execute();
}

/** False when it was gone already. */
export async function deleteSession(db: HqDb, tokenHash: Uint8Array): Promise<boolean> {
  const deleted = await db
    .deleteFrom('account_session')
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function deleteSessionsOf(transaction: HqTransaction, accountId: Uuid): Promise<void> {
  await transaction.deleteFrom('account_session').where('account_id', '=', accountId).execute();
}

export async function deleteOtherSessionsOf(
  transaction: HqTransaction,
  accountId: Uuid,
  tokenHash: Uint8Array,
): Promise<void> {
  await transaction
    .deleteFrom('account_session')
    .where('account_id', '=', accountId)
    .where('token_hash', '<>', tokenHash)
    .execute();
}

export async function deleteEndedSessions(transaction: HqTransaction, nowMs: EpochMs): Promise<void> {
  await transaction.deleteFrom('account_session').where('expires_ms', '<=', nowMs).execute();
}
