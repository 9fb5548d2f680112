/** One-time codes of tills that wait to join. Only hashes of them are kept. */

import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type KeptCode = {
  readonly deviceId: Uuid;
  readonly codeHash: Uint8Array;
  readonly expiresAtMs: number;
  readonly triesLeft: number;
};

export type NewCode = KeptCode & { readonly selector: string };

/** Locks the row, so that one code joins one till however many ask at once. */
export async function lockCode(transaction: HqTransaction, selector: string): Promise<KeptCode | undefined> {
  const row = await transaction
    .selectFrom('till_code')
    .select(['device_id', 'code_hash', 'expires_ms', 'tries_left'])
    .where('selector', '=', selector)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    deviceId: uuid(row.device_id),
    codeHash: row.code_hash,
    expiresAtMs: row.expires_ms,
    triesLeft: row.tries_left,
  };
}

/** Takes the place of a till's code before. False when another till's code has the same first characters. */
export async function insertCode(transaction: HqTransaction, code: NewCode): Promise<boolean> {
  await deleteCode(transaction, code.deviceId);
  const inserted = await transaction
    .insertInto('till_code')
    .values({
      device_id: code.deviceId,
      selector: code.selector,
      code_hash: code.codeHash,
      expires_ms: code.expiresAtMs,
      tries_left: code.triesLeft,
    })
    .onConflict((conflict) => conflict.column('selector').doNothing())
    .returning('device_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function countWrongTry(transaction: HqTransaction, code: KeptCode): Promise<void> {
  await transaction
    .updateTable('till_code')
    .set({ tries_left: Math.max(0, code.triesLeft - 1) })
    .where('device_id', '=', code.deviceId)
    .execute();
}

export async function deleteCode(transaction: HqTransaction, deviceId: Uuid): Promise<void> {
  await transaction.deleteFrom('till_code').where('device_id', '=', deviceId).execute();
}

/** Frees their first characters for others. */
export async function deleteCodesBefore(transaction: HqTransaction, endedBeforeMs: EpochMs): Promise<void> {
  await transaction.deleteFrom('till_code').where('expires_ms', '<', endedBeforeMs).execute();
}
