/** Wrong passwords in a row, counted for names that nobody has just as for others, and places from where somebody got in. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type SignInTries = { readonly tries: number; readonly lockedUntilMs: number };

/** Locks the row, which is made where it is missing: tries at the same moment are counted one by one. */
export async function lockTries(
  transaction: HqTransaction,
  tryHash: Uint8Array,
  nowMs: EpochMs,
): Promise<SignInTries> {
  await transaction
    .insertInto('sign_in_try')
    .values({ try_hash: tryHash, tries: 0, last_ms: nowMs, locked_until_ms: 0 })
    .onConflict((conflict) => conflict.column('try_hash').doNothing())
    .execute();
  const row = await transaction
    .selectFrom('sign_in_try')
    .select(['tries', 'locked_until_ms'])
    .where('try_hash', '=', tryHash)
    .forUpdate()
    .executeTakeFirst();
  invariant(row !== undefined, 'tries are counted in a row of their own');
  return { tries: row.tries, lockedUntilMs: row.locked_until_ms };
}

export async function putTries(
  transaction: HqTransaction,
  tryHash: Uint8Array,
  { tries, lockedUntilMs, lastMs }: SignInTries & { readonly lastMs: EpochMs },
): Promise<void> {
  await transaction
    .updateTable('sign_in_try')
    .set({ tries, last_ms: lastMs, locked_until_ms: lockedUntilMs })
    .where('try_hash', '=', tryHash)
    .execute();
}

export async function deleteTries(db: HqDb, tryHash: Uint8Array): Promise<void> {
  await db.deleteFrom('sign_in_try').where('try_hash', '=', tryHash).execute();
}

/** Those that count no more, so that made-up names do not pile up. */
export async function deleteTriesBefore(transaction: HqTransaction, lastBeforeMs: EpochMs): Promise<void> {
  await transaction.deleteFrom('sign_in_try').where('last_ms', '<', lastBeforeMs).execute();
}

type SignInPlace = { readonly accountId: Uuid; readonly addressHash: Uint8Array };

/** Whether the account was signed in to from there, at or after an instant. */
export async function isKnownPlace(
  db: HqDb,
  { accountId, addressHash, sinceMs }: SignInPlace & { readonly sinceMs: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('sign_in_place')
    .select('last_ms')
    .where('account_id', '=', accountId)
    .where('address_hash', '=', addressHash)
    .where('last_ms', '>=', sinceMs)
    .executeTakeFirst();
  return row !== undefined;
}

/** Others of the account that are older than `sinceMs` are forgotten. */
export async function keepPlace(
  transaction: HqTransaction,
  {
    accountId,
    addressHash,
    nowMs,
    sinceMs,
  }: SignInPlace & { readonly nowMs: number; readonly sinceMs: number },
): Promise<void> {
  await transaction
    .deleteFrom('sign_in_place')
    .where('account_id', '=', accountId)
    .where('last_ms', '<', sinceMs)
    .execute();
  await transaction
    .insertInto('sign_in_place')
    .values({ account_id: accountId, address_hash: addressHash, last_ms: nowMs })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'address_hash']).doUpdateSet({ last_ms: nowMs }),
    )
    .execute();
}

export async function deletePlacesOf(transaction: HqTransaction, accountId: Uuid): Promise<void> {
  await transaction.deleteFrom('sign_in_place').where('account_id', '=', accountId).execute();
}
