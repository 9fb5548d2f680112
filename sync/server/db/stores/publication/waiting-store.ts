/** Sealed records of enrolments by the hash that the entry names: whose they are, and which have not come yet. */

import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type WaitingRecord = {
  readonly deviceId: string;
  readonly recordHash: Uint8Array;
  readonly memberRef: string;
};

/** Said again it changes nothing. */
export async function addRecord(
  transaction: HqTransaction,
  record: WaitingRecord & { readonly isWaiting: boolean },
): Promise<void> {
  await transaction
    .insertInto('enrolment_record')
    .values({
      device_id: record.deviceId,
      record_hash: record.recordHash,
      member_ref: record.memberRef,
      is_waiting: record.isWaiting,
    })
    .onConflict((conflict) => conflict.columns(['device_id', 'record_hash']).doNothing())
    .execute();
}

/** It waits no more; `undefined` where none waits for this record. */
export async function takeWaiting(
  transaction: HqTransaction,
  { deviceId, recordHash }: Omit<WaitingRecord, 'memberRef'>,
): Promise<string | undefined> {
  const row = await transaction
    .updateTable('enrolment_record')
    .set({ is_waiting: false })
    .where('is_waiting', '=', true)
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
    .selectFrom('enrolment_record as w')
    .innerJoin('attachment as a', (join) =>
      join.onRef('a.device_id', '=', 'w.device_id').onRef('a.record_hash', '=', 'w.record_hash'),
    )
    .select(['w.device_id', 'w.record_hash', 'a.ciphertext', 'a.sealed_key'])
    .where('w.is_waiting', '=', true)
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
