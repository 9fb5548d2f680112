/** Second factors of people: what their apps share with HQ, sealed, and the hashes of their recovery codes. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type SecondFactor = { readonly sealedSecret: Uint8Array; readonly madeAtMs: number };

export async function secondFactorOf(db: HqDb, accountId: Uuid): Promise<SecondFactor | undefined> {
  const row = await db
    .selectFrom('second_factor')
    .select(['sealed_secret', 'made_ms'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row && { sealedSecret: row.sealed_secret, madeAtMs: row.made_ms };
}

export async function accountsWithFactor(db: HqDb): Promise<ReadonlySet<Uuid>> {
  const rows = await db.selectFrom('second_factor').select('account_id').execute();
  return new Set(rows.map((row) => uuid(row.account_id)));
}

/** Takes the place of the one before. */
export async function putFactor(
  transaction: HqTransaction,
  accountId: Uuid,
  { sealedSecret, madeAtMs, lastStep }: SecondFactor & { readonly lastStep: number },
): Promise<void> {
  const set = { sealed_secret: sealedSecret, last_step: lastStep, told_step: 0, made_ms: madeAtMs };
  await transaction
    .insertInto('second_factor')
    .values({ account_id: accountId, ...set })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(set))
    .execute();
}

/** With its recovery codes. False when there was none. */
export async function deleteFactor(transaction: HqTransaction, accountId: Uuid): Promise<boolean> {
  await transaction.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  const deleted = await transaction
    .deleteFrom('second_factor')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst();
  return deleted !== undefined;
}

type StepOf = { readonly accountId: Uuid; readonly sealedSecret: Uint8Array; readonly step: number };

/**
 * False when this step or a newer one was taken before, or the secret is another one by now. One statement compares and
 * sets, so of any number of processes one takes it.
 */
export async function takeStep(
  transaction: HqTransaction,
  { accountId, sealedSecret, step }: StepOf,
): Promise<boolean> {
  const taken = await transaction
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('sealed_secret', '=', sealedSecret)
    .where('last_step', '<', step)
    .where('told_step', '<>', step)
    .returning('account_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** The code of this step can never be taken: somebody was told that it is one. */
export async function tellStep(
  transaction: HqTransaction,
  { accountId, sealedSecret, step }: StepOf,
): Promise<void> {
  await transaction
    .updateTable('second_factor')
    .set({ told_step: step })
    .where('account_id', '=', accountId)
    .where('sealed_secret', '=', sealedSecret)
    .execute();
}

/** Those of before are void. */
export async function putRecoveryCodes(
  transaction: HqTransaction,
  accountId: Uuid,
  codeHashes: readonly Uint8Array[],
): Promise<void> {
  await transaction.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  const rows = codeHashes.map((codeHash) => ({
    account_id: accountId,
    code_hash: codeHash,
    used_ms: null,
  }));
  await transaction.insertInto('recovery_code').values(rows).execute();
}

/** One statement takes it: of two who give one code at once, the second one finds it used. */
export async function useRecoveryCode(
  transaction: HqTransaction,
  { accountId, codeHash, atMs }: RecoveryUse,
): Promise<'taken' | 'used' | 'unknown'> {
  const taken = await transaction
    .updateTable('recovery_code')
    .set({ used_ms: atMs })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .where('used_ms', 'is', null)
    .returning('account_id')
    .executeTakeFirst();
  if (taken !== undefined) return 'taken';
  const used = await transaction
    .selectFrom('recovery_code')
    .select('used_ms')
    .where('account_id', '=', accountId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return used === undefined ? 'unknown' : 'used';
}

type RecoveryUse = { readonly accountId: Uuid; readonly codeHash: Uint8Array; readonly atMs: EpochMs };

export async function recoveryCodesLeft(db: HqDb, accountId: Uuid): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('used_ms', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
