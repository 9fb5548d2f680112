/** Hashes of single entries of stored segments: the ends are columns, what lies within has to be unpacked. */

import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { chainHeads } from '../db/stores/chains/chain-heads.ts';
import { segmentWith } from '../db/stores/chains/segments.ts';
import type { StoredSegment } from '../db/stores/chains/segments.ts';
import type { HqPorts } from '../hq-deps.ts';
import type { HashWithin } from './place-push.ts';

export type HashPorts = Pick<HqPorts, 'sha256' | 'decompress'>;

/** For several questions about one epoch: each segment is read and unpacked once. */
export function createHashWithin(
  db: HqDb | HqTransaction,
  { deviceId, epoch }: { readonly deviceId: DeviceId; readonly epoch: number },
  ports: HashPorts,
): HashWithin {
  const unpacked: { readonly segment: StoredSegment; readonly hashes: readonly Uint8Array[] }[] = [];
  return async (branch, seq) => {
    const known = unpacked.find(
      ({ segment }) => segment.branch === branch && segment.fromSeq <= seq && seq <= segment.toSeq,
    );
    if (known !== undefined) return known.hashes[seq - known.segment.fromSeq];
    const segment = await segmentWith(db, { deviceId, epoch, branch }, seq);
    if (segment === undefined) return undefined;
    if (segment.toSeq === seq) return segment.headHash;
    const hashes = hashesOf(segment, ports);
    unpacked.push({ segment, hashes });
    return hashes[seq - segment.fromSeq];
  };
}

/** Whether HQ has this entry, in whatever branch. */
export async function isEntryHeld(
  db: HqDb | HqTransaction,
  head: {
    readonly deviceId: DeviceId;
    readonly epoch: number;
    readonly seq: number;
    readonly hash: Uint8Array;
  },
  ports: HashPorts,
): Promise<boolean> {
  const hashWithin = createHashWithin(db, head, ports);
  const heads = await chainHeads(db, head.deviceId);
  for (const { epoch, branch, forkedAfterSeq, seq } of heads) {
    if (epoch !== head.epoch || head.seq <= forkedAfterSeq || head.seq > seq) continue;
    const held = await hashWithin(branch, head.seq);
    if (held !== undefined && isSameBytes(held, head.hash)) return true;
  }
  return false;
}

function hashesOf(segment: StoredSegment, ports: HashPorts): readonly Uint8Array[] {
  const expected = { entries: segment.toSeq - segment.fromSeq + 1, limits: segmentLimits };
  const decoded = decodeSegment(segment.bytes, expected, ports);
  invariant(decoded.ok, 'a stored segment was checked before it was stored');
  let previous = segment.previousHash;
  return decoded.value.map((body) => (previous = entryHash(ports.sha256, previous, body)));
}
