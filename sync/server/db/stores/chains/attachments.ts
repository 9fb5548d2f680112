/** Sealed personal records that entries name, and which of them have not come. */

import { sql } from 'kysely';
import { bytesToHex } from '#shared/kernel/hex.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { PushedAttachment } from '#sync/core/push-body.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type NamedRecords = {
  readonly deviceId: DeviceId;
  /** Of entries that are new. */
  readonly named: readonly Uint8Array[];
  /** With the hashes of their ciphertexts; the same hash once. */
  readonly offered: readonly PushedAttachment[];
  readonly receivedMs: number;
};

/**
 * Keeps what is offered and named, now or earlier, and remembers what is named and did not come. A record of somebody who
 * was erased is neither kept nor asked for any more, whatever the till still sends.
 */
export async function keepAttachments(transaction: HqTransaction, records: NamedRecords): Promise<void> {
  const { deviceId, receivedMs } = records;
  const hashes = [...records.named, ...records.offered.map(({ recordHash }) => recordHash)];
  const erased = await recordsOfErased(transaction, deviceId, hashes);
  const named = records.named.filter((hash) => !erased.has(bytesToHex(hash)));
  const offered = records.offered.filter(({ recordHash }) => !erased.has(bytesToHex(recordHash)));
  if (named.length > 0) await rememberNamed(transaction, deviceId, named);
  if (offered.length === 0) return;
  const wanted = await transaction
    .deleteFrom('missing_attachment')
    .where('device_id', '=', deviceId)
    .where(
      'record_hash',
      'in',
      offered.map(({ recordHash }) => recordHash),
    )
    .returning('record_hash')
    .execute();
  const wantedHashes = new Set(wanted.map((row) => bytesToHex(row.record_hash)));
  const kept = offered.filter(({ recordHash }) => wantedHashes.has(bytesToHex(recordHash)));
  if (kept.length === 0) return;
  await transaction
    .insertInto('attachment')
    .values(
      kept.map(({ recordHash, ciphertext, sealedKey }) => ({
        device_id: deviceId,
        record_hash: recordHash,
        ciphertext,
        sealed_key: sealedKey,
        received_ms: receivedMs,
      })),
    )
    .execute();
}

/** Hashes of records that entries of this till name and that have not come, those of `first` before others. */
export async function missingAttachments(
  transaction: HqTransaction,
  { deviceId, first, countMax }: { deviceId: DeviceId; first: readonly Uint8Array[]; countMax: number },
): Promise<readonly Uint8Array[]> {
  const rows = await transaction
    .selectFrom('missing_attachment')
    .select('record_hash')
    .where('device_id', '=', deviceId)
    .$if(first.length > 0, (query) => query.orderBy(sql`record_hash IN (${sql.join(first)})`, 'desc'))
    .orderBy('record_hash')
    .limit(countMax)
    .execute();
  return rows.map((row) => row.record_hash);
}

/** In hexadecimal. */
async function recordsOfErased(
  transaction: HqTransaction,
  deviceId: DeviceId,
  hashes: readonly Uint8Array[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await transaction
    .selectFrom('enrolment_record as r')
    .innerJoin('erasure_order as o', 'o.member_ref', 'r.member_ref')
    .select('r.record_hash')
    .where('r.device_id', '=', deviceId)
    .where('r.record_hash', 'in', [...hashes])
    .execute();
  return new Set(rows.map((row) => bytesToHex(row.record_hash)));
}

async function rememberNamed(
  transaction: HqTransaction,
  deviceId: DeviceId,
  named: readonly Uint8Array[],
): Promise<void> {
  const here = await transaction
    .selectFrom('attachment')
    .select('record_hash')
    .where('device_id', '=', deviceId)
    .where('record_hash', 'in', named)
    .execute();
  const hereHashes = new Set(here.map((row) => bytesToHex(row.record_hash)));
  const missing = named.filter((hash) => !hereHashes.has(bytesToHex(hash)));
  if (missing.length === 0) return;
  await transaction
    .insertInto('missing_attachment')
    .values(missing.map((hash) => ({ device_id: deviceId, record_hash: hash })))
    .onConflict((conflict) => conflict.columns(['device_id', 'record_hash']).doNothing())
    .execute();
}
