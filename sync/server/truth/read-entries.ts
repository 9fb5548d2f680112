/** Entries out of stored segments. */

import { invariant } from '#shared/kernel/invariant.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { segmentsAfter } from '../db/stores/truth/segments-to-count.ts';
import type { SegmentToCount } from '../db/stores/truth/segments-to-count.ts';
import type { ChainToCount, CountedRange } from '../db/stores/truth/truth-turn.ts';
import type { HqPorts } from '../hq-deps.ts';
import type { StoredEntry } from './judge-entry.ts';

export type ReadPorts = Pick<HqPorts, 'sha256' | 'decompress'>;

export type EntryRead = StoredEntry & Pick<SegmentToCount, 'receivedMs' | 'isAfterRevocation'>;

export type ChainRead = { readonly range: CountedRange; readonly entries: readonly EntryRead[] };

export type ReadLimits = {
  readonly entriesMax: number;
  readonly untilSeq?: number;
  readonly next?: SegmentToCount;
};

const segmentsAtOnce = 4;

/**
 * The next entries of a chain, whole segments, up to the one that passes `entriesMax` or the entry `untilSeq`. `next` is
 * the first of these segments where it was read before.
 * `undefined` when there is none.
 */
export async function readAfter(
  transaction: HqTransaction,
  chain: ChainToCount,
  limits: ReadLimits & ReadPorts,
): Promise<ChainRead | undefined> {
  const { deviceId, epoch, branch, afterSeq } = chain;
  const entries: EntryRead[] = [];
  let toSeq = afterSeq;
  const isDone = (): boolean =>
    entries.length >= limits.entriesMax || toSeq >= (limits.untilSeq ?? Number.MAX_SAFE_INTEGER);
  const take = (segments: readonly SegmentToCount[]): void => {
    for (const segment of segments) {
      if (isDone()) break;
      invariant(segment.fromSeq <= toSeq + 1, 'segments of a chain have no gap between them');
      entries.push(...entriesOf(chain, segment, limits).filter(({ place }) => place.seq > toSeq));
      ({ toSeq } = segment);
    }
  };
  if (limits.next !== undefined) take([limits.next]);
  while (!isDone()) {
    const segments = await segmentsAfter(transaction, { ...chain, afterSeq: toSeq }, segmentsAtOnce);
    take(segments);
    if (segments.length < segmentsAtOnce) break;
  }
  if (entries.length === 0) return undefined;
  return { range: { deviceId, epoch, branch, fromSeq: afterSeq + 1, toSeq }, entries };
}

/** The bodies of a stored segment: what was checked before it was stored can be read. */
export function bodiesOf(
  { fromSeq, toSeq, bytes }: Pick<SegmentToCount, 'fromSeq' | 'toSeq' | 'bytes'>,
  { sha256, decompress }: ReadPorts,
): readonly Uint8Array[] {
  const expected = { entries: toSeq - fromSeq + 1, limits: segmentLimits };
  const decoded = decodeSegment(bytes, expected, { sha256, decompress });
  invariant(decoded.ok, 'a stored segment can be read');
  return decoded.value;
}

function entriesOf(
  { deviceId, epoch, branch }: ChainToCount,
  segment: SegmentToCount,
  ports: ReadPorts,
): readonly EntryRead[] {
  const { fromSeq, receivedMs, isAfterRevocation } = segment;
  return bodiesOf(segment, ports).map((body, index) => ({
    place: { deviceId, epoch, branch, seq: fromSeq + index },
    body,
    entry: parseEntry(body),
    receivedMs,
    isAfterRevocation,
  }));
}
