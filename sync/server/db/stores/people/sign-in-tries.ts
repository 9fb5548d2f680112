/** Wrong passwords in a row, counted for names that nobody has just as for others. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type SignInTries = { readonly tries: number; readonly lockedUntilMs: number };

/** Locks the row, which is made where it is missing: tries at the same moment are counted one by one. */
export async function lockTries(
  transaction: HqTransaction,
  loginHash: Uint8Array,
  nowMs: EpochMs,
): Promise<SignInTries> {
  await transaction
    .insertInto('sign_in_try')
    .values({ login_hash: loginHash, tries: 0, last_ms: nowMs, locked_until_ms: 0 })
    .onConflict((conflict) => conflict.column('login_hash').doNothing())
    .execute();
  const row = await transaction
    .selectFrom('sign_in_try')
    .select(['tries', 'locked_until_ms'])
    .where('login_hash', '=', loginHash)
    .forUpdate()
    .executeTakeFirst();
  invariant(row !== undefined, 'tries are counted in a row of their own');
  return { tries: row.tries, lockedUntilMs: row.locked_until_ms };
}

export async function putTries(
  transaction: HqTransaction,
  loginHash: Uint8Array,
  { tries, lockedUntilMs, lastMs }: SignInTries & { readonly lastMs: EpochMs },
): Promise<void> {
  await transaction
    .updateTable('sign_in_try')
    .set({ tries, last_ms: lastMs, locked_until_ms: lockedUntilMs })
    .where('login_hash', '=', loginHash)
    .execute();
}

export async function deleteTries(db: HqDb, loginHash: Uint8Array): Promise<void> {
  await db.deleteFrom('sign_in_try').where('login_hash', '=', loginHash).execute();
}

/** Those that count no more, so that made-up names do not pile up. */
export async function deleteTriesBefore(transaction: HqTransaction, lastBeforeMs: EpochMs): Promise<void> {
  await transaction.deleteFrom('sign_in_try').where('last_ms', '<', lastBeforeMs).execute();
}
