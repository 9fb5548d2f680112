/** Enrolments whose sealed record has not come yet, by the hash that the entry names. */

import type { HqTransaction } from '../../hq-tables.ts';

export type WaitingRecord = {
  readonly deviceId: string;
  readonly recordHash: Uint8Array;
  readonly memberRef: string;
};

export async function addWaiting(transaction: HqTransaction, waiting: WaitingRecord): Promise<void> {
  await transaction
    .insertInto('enrolment_waiting')
    .values({
      device_id: waiting.deviceId,
      record_hash: waiting.recordHash,
      member_ref: waiting.memberRef,
    })
    .onConflict((conflict) => conflict.columns(['device_id', 'record_hash']).doNothing())
    .execute();
}

/** Takes the waiting enrolment out; `undefined` where none waits for this record. */
export async function takeWaiting(
  transaction: HqTransaction,
  { deviceId, recordHash }: Omit<WaitingRecord, 'memberRef'>,
): Promise<string | undefined> {
  const row = await transaction
    .deleteFrom('enrolment_waiting')
    .where('device_id', '=', deviceId)
    .where('record_hash', '=', recordHash)
    .returning('member_ref')
    .executeTakeFirst();
  return row?.member_ref;
}

export type ArrivedRecord = Omit<WaitingRecord, 'memberRef'> & {
  readonly ciphertext: Uint8Array;
  readonly sealedKey: Uint8Array;
};

/** Records that came after their entries were counted. */
export async function arrivedRecords(
  transaction: HqTransaction,
  countMax: number,
): Promise<readonly ArrivedRecord[]> {
  const rows = await transaction
    .selectFrom('enrolment_waiting as w')
    .innerJoin('attachment as a', (join) =>
      join.onRef('a.device_id', '=', 'w.device_id').onRef('a.record_hash', '=', 'w.record_hash'),
    )
    .select(['w.device_id', 'w.record_hash', 'a.ciphertext', 'a.sealed_key'])
    .orderBy('w.device_id')
    .orderBy('w.record_hash')
    .limit(countMax)
    .forUpdate('w')
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    recordHash: row.record_hash,
    ciphertext: row.ciphertext,
    sealedKey: row.sealed_key,
  }));
}
