/** Sealed records that came beside entries. */

import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type StoredRecord = { readonly ciphertext: Uint8Array; readonly sealedKey: Uint8Array };

/** `undefined` for one that has not come yet. */
export async function storedRecords(
  transaction: HqTransaction,
  { deviceId, recordHash }: { readonly deviceId: string; readonly recordHash: Uint8Array },
): Promise<StoredRecord | undefined> {
  const row = await transaction
    .selectFrom('attachment')
    .select(['ciphertext', 'sealed_key'])
    .where('device_id', '=', deviceId)
    .where('record_hash', '=', recordHash)
    .executeTakeFirst();
  return row && { ciphertext: row.ciphertext, sealedKey: row.sealed_key };
}
