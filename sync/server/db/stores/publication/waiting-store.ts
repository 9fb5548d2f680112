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
