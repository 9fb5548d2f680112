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
import { createSlices } from '../slices.ts';
import type { SliceDeps, Slices } from '../slices.ts';
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
  limits: ReadLimits & ReadPorts & SliceDeps,
): Promise<ChainRead | undefined> {
  const slices = createSlices(limits);
  const { deviceId, epoch, branch, afterSeq } = chain;
  const entries: EntryRead[] = [];
  let toSeq = afterSeq;
  const isDone = (): boolean =>
    entries.length >= limits.entriesMax || toSeq >= (limits.untilSeq ?? Number.MAX_SAFE_INTEGER);
  const take = async (segments: readonly SegmentToCount[]): Promise<void> => {
    for (const segment of segments) {
      if (isDone()) break;
      invariant(segment.fromSeq <= toSeq + 1, 'segments of a chain have no gap between them');
      const read = await entriesOf(chain, segment, { ports: limits, slices });
      entries.push(...read.filter(({ place }) => place.seq > toSeq));
      ({ toSeq } = segment);
    }
  };
  if (limits.next !== undefined) await take([limits.next]);
  while (!isDone()) {
    const segments = await segmentsAfter(transaction, { ...chain, afterSeq: toSeq }, segmentsAtOnce);
    await take(segments);
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

async function entriesOf(
  { deviceId, epoch, branch }: ChainToCount,
  segment: SegmentToCount,
  { ports, slices }: { readonly ports: ReadPorts; readonly slices: Slices },
): Promise<readonly EntryRead[]> {
  const { fromSeq, receivedMs, isAfterRevocation } = segment;
  const read: EntryRead[] = [];
  for (const body of bodiesOf(segment, ports)) {
    if (slices.isOver()) await slices.giveWay();
    const place = { deviceId, epoch, branch, seq: fromSeq + read.length };
    read.push({ place, body, entry: parseEntry(body), receivedMs, isAfterRevocation });
  }
  return read;
}
