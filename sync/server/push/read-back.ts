/** `GET entries`: a till's own entries, for one that was set back to an older image of itself. */

import { pageBytesMax } from '#shared/contracts/sync/protocol.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqDb } from '../db/hq-tables.ts';
import { chainHeads } from '../db/stores/chains/chain-heads.ts';
import type { ChainHead } from '../db/stores/chains/chain-heads.ts';
import { segmentsFrom } from '../db/stores/chains/segments.ts';
import type { StoredSegment } from '../db/stores/chains/segments.ts';

export type EntriesAsked = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly branch: number;
  readonly fromSeq: number;
};

/** One round of the database; an answer may take several. */
const segmentsAtOnce = 16;
/** Hashes, signature and numbers beside a segment. */
const aroundSegmentBytes = 160;

/**
 * Segments in order as canonical bytes, at most `pageBytesMax` of them or one that is larger; an empty list behind the
 * head and for a chain that there is not. A branch begins with the segments of the one that it left.
 */
export async function readBack(db: HqDb, asked: EntriesAsked): Promise<Uint8Array> {
  const taken: StoredSegment[] = [];
  let bytes = 0;
  for await (const segment of segmentsOnTheWay(db, asked)) {
    bytes += segment.bytes.length + aroundSegmentBytes;
    if (bytes > pageBytesMax && taken.length > 0) break;
    taken.push(segment);
  }
  return encodeCanonical(taken.map(segmentFields));
}

async function* segmentsOnTheWay(db: HqDb, asked: EntriesAsked): AsyncGenerator<StoredSegment> {
  const { deviceId, epoch } = asked;
  const branches = (await chainHeads(db, deviceId)).filter((head) => head.epoch === epoch);
  for (const { branch, afterSeq, untilSeq } of lineage(branches, asked.branch)) {
    let fromSeq = Math.max(asked.fromSeq, afterSeq + 1);
    while (fromSeq <= untilSeq) {
      const found = await segmentsFrom(db, { deviceId, epoch, branch, fromSeq }, segmentsAtOnce);
      invariant(found.length > 0, 'segments reach to the head of their chain');
      for (const segment of found) {
        // The next part begins here, although this branch goes on.
        if (segment.fromSeq <= untilSeq) yield segment;
        fromSeq = segment.toSeq + 1;
      }
    }
  }
}

type Part = { readonly branch: number; readonly afterSeq: number; readonly untilSeq: number };

/** The branches that lead to one, the first chain first, each with the entries of it that belong to the way. */
function lineage(branches: readonly ChainHead[], branch: number): readonly Part[] {
  const parts: Part[] = [];
  let head = branches.find((candidate) => candidate.branch === branch);
  let untilSeq = head?.seq ?? 0;
  while (head !== undefined) {
    const { branch: own, forkedFrom, forkedAfterSeq: afterSeq } = head;
    parts.unshift({ branch: own, afterSeq, untilSeq });
    untilSeq = afterSeq;
    // A branch leaves one that was there before it, so the way ends.
    head = own === 0 ? undefined : branches.find((candidate) => candidate.branch === forkedFrom);
  }
  return parts;
}

function segmentFields(segment: StoredSegment) {
  const { fromSeq, previousHash, toSeq, headHash, headSignature, bytes } = segment;
  return [fromSeq, previousHash, toSeq, headHash, headSignature, bytes];
}
