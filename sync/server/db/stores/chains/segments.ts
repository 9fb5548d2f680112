/** Segments as they came: the only copy of what tills booked that everything else at HQ is made from. */

import { uuid } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export type StoredSegment = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly branch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly previousHash: Uint8Array;
  readonly headHash: Uint8Array;
  readonly headSignature: Uint8Array;
  /** It holds an entry that is later than the till's revocation, by the entry's own time. */
  readonly isAfterRevocation: boolean;
  readonly bytes: Uint8Array;
};

export type ChainName = Pick<StoredSegment, 'deviceId' | 'epoch' | 'branch'>;

export async function insertSegment(
  transaction: HqTransaction,
  segment: StoredSegment,
  receivedMs: number,
): Promise<void> {
  await transaction
    .insertInto('segment')
    .values({
      device_id: segment.deviceId,
      epoch: segment.epoch,
      branch: segment.branch,
      from_seq: segment.fromSeq,
      to_seq: segment.toSeq,
      previous_hash: segment.previousHash,
      head_hash: segment.headHash,
      head_signature: segment.headSignature,
      received_ms: receivedMs,
      is_after_revocation: segment.isAfterRevocation,
      bytes: segment.bytes,
    })
    .execute();
}

/** The segment of this branch that holds an entry; `undefined` when the branch does not have it as its own. */
export async function segmentWith(
  db: HqDb | HqTransaction,
  chain: ChainName,
  seq: number,
): Promise<StoredSegment | undefined> {
  const row = await segmentRows(db, chain)
    .where('from_seq', '<=', seq)
    .orderBy('from_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.to_seq < seq ? undefined : segmentOf(row);
}

/** Up to `count` segments of this branch in order, beginning with the one that holds `fromSeq` or comes next after it. */
export async function segmentsFrom(
  db: HqDb | HqTransaction,
  chain: ChainName & { readonly fromSeq: number },
  count: number,
): Promise<readonly StoredSegment[]> {
  const rows = await segmentRows(db, chain)
    .where('to_seq', '>=', chain.fromSeq)
    // Bounds the walk over the key: where the segment can begin at the earliest.
    .where('from_seq', '>', chain.fromSeq - segmentLimits.entriesMax)
    .orderBy('from_seq')
    .limit(count)
    .execute();
  return rows.map(segmentOf);
}

function segmentRows(db: HqDb | HqTransaction, { deviceId, epoch, branch }: ChainName) {
  return db
    .selectFrom('segment')
    .select([
      'device_id',
      'epoch',
      'branch',
      'from_seq',
      'to_seq',
      'previous_hash',
      'head_hash',
      'head_signature',
      'is_after_revocation',
      'bytes',
    ])
    .where('device_id', '=', deviceId)
    .where('epoch', '=', epoch)
    .where('branch', '=', branch);
}

type SegmentRow = Awaited<ReturnType<ReturnType<typeof segmentRows>['execute']>>[number];

function segmentOf(row: SegmentRow): StoredSegment {
  return {
    deviceId: uuid(row.device_id),
    epoch: row.epoch,
    branch: row.branch,
    fromSeq: row.from_seq,
    toSeq: row.to_seq,
    previousHash: row.previous_hash,
    headHash: row.head_hash,
    headSignature: row.head_signature,
    isAfterRevocation: row.is_after_revocation,
    bytes: row.bytes,
  };
}
