/** Segments as counting reads them. */

import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { ChainToCount } from './truth-turn.ts';

export type SegmentToCount = {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly receivedMs: number;
  readonly isAfterRevocation: boolean;
  readonly bytes: Uint8Array;
};

/** Where a segment can begin at the earliest that holds an entry: it bounds the walk over the key. */
const segmentEntriesMax = 1_000;

/** The next segments of a chain that hold something after `afterSeq`, in order. */
export async function segmentsAfter(
  db: HqDb | HqTransaction,
  { deviceId, epoch, branch, afterSeq }: ChainToCount,
  count: number,
): Promise<readonly SegmentToCount[]> {
  const rows = await db
    .selectFrom('segment')
    .select(['from_seq', 'to_seq', 'received_ms', 'is_after_revocation', 'bytes'])
    .where('device_id', '=', deviceId)
    .where('epoch', '=', epoch)
    .where('branch', '=', branch)
    .where('to_seq', '>', afterSeq)
    .where('from_seq', '>', afterSeq - segmentEntriesMax)
    .orderBy('from_seq')
    .limit(count)
    .execute();
  return rows.map((row) => ({
    fromSeq: row.from_seq,
    toSeq: row.to_seq,
    receivedMs: row.received_ms,
    isAfterRevocation: row.is_after_revocation,
    bytes: row.bytes,
  }));
}

/** When each of these tills was revoked; tills that were not are left out. */
export async function revocations(
  db: HqDb | HqTransaction,
  deviceIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (deviceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('till')
    .select(['device_id', 'revoked_ms'])
    .where('device_id', 'in', [...deviceIds])
    .where('revoked_ms', 'is not', null)
    .execute();
  return new Map(rows.flatMap((row) => (row.revoked_ms === null ? [] : [[row.device_id, row.revoked_ms]])));
}
