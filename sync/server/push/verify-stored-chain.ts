/** Recomputes what is stored of a till from its first entry, and names everything that is not as it must be. */

import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { genesisHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { checkSegment } from '#sync/core/segment/check-segment.ts';
import type { HqDb } from '../db/hq-tables.ts';
import { chainHeads } from '../db/stores/chains/chain-heads.ts';
import type { ChainHead } from '../db/stores/chains/chain-heads.ts';
import { segmentsFrom } from '../db/stores/chains/segments.ts';
import type { StoredSegment } from '../db/stores/chains/segments.ts';
import type { HqPorts } from '../hq-deps.ts';
import { createHashWithin } from './hash-of-entry.ts';

export type ChainFault = {
  readonly code:
    /** Entries between two segments, or before the head, are missing. */
    | 'gap'
    /** Not the hash that the entries before lead to. */
    | 'previous_hash_differs'
    /** Bytes, hashes or seal of a segment do not agree; `what` names which. */
    | 'segment_invalid'
    /** The row of the head says something else than the last segment. */
    | 'head_differs'
    /** The entry that a branch begins after is not there. */
    | 'fork_unknown';
  readonly epoch: number;
  readonly branch: number;
  readonly seq: number;
  readonly what: string;
};

export type VerifiedChains = { readonly entries: number; readonly faults: readonly ChainFault[] };

type Verifying = {
  readonly db: HqDb;
  readonly ports: Pick<HqPorts, 'sha256' | 'verifySignature' | 'decompress'>;
  readonly deviceId: DeviceId;
  readonly publicKey: Uint8Array;
};

const segmentsAtOnce = 64;

/** Reads every segment; a month of one till takes about a second. An empty list of faults means a gapless, sealed prefix. */
export async function verifyStoredChains(
  db: HqDb,
  till: Pick<Verifying, 'deviceId' | 'publicKey'>,
  ports: Verifying['ports'],
): Promise<VerifiedChains> {
  const verifying: Verifying = { ...till, db, ports };
  const heads = await chainHeads(db, till.deviceId);
  let entries = 0;
  const faults: ChainFault[] = [];
  for (const head of heads) {
    const before = await hashBefore(verifying, head, heads);
    const walked = await verifyOne(verifying, head, before ?? head.hash);
    entries += walked.entries;
    if (before === undefined) {
      faults.push(faultAt(head, { code: 'fork_unknown', seq: head.forkedAfterSeq }));
    } else faults.push(...walked.faults);
  }
  return { entries, faults };
}

/** Of the entry that the chain goes on from. */
async function hashBefore(
  { db, ports, deviceId }: Verifying,
  { epoch, forkedAfterSeq, forkedFrom }: ChainHead,
  heads: readonly ChainHead[],
): Promise<Uint8Array | undefined> {
  if (forkedAfterSeq === 0) return genesisHash(ports.sha256, deviceId, epoch);
  const isThere = heads.some((head) => head.epoch === epoch && head.branch === forkedFrom);
  if (!isThere) return undefined;
  return createHashWithin(db, { deviceId, epoch }, ports)(forkedFrom, forkedAfterSeq);
}

async function verifyOne(
  verifying: Verifying,
  head: ChainHead,
  hashBeforeIt: Uint8Array,
): Promise<VerifiedChains> {
  const { epoch, branch } = head;
  const chain = { deviceId: verifying.deviceId, epoch, branch };
  const faults: ChainFault[] = [];
  let seq = head.forkedAfterSeq;
  let hash = hashBeforeIt;
  for (;;) {
    const segments = await segmentsFrom(verifying.db, { ...chain, fromSeq: seq + 1 }, segmentsAtOnce);
    for (const segment of segments) {
      faults.push(...segmentFaults(verifying, segment, { seq, hash }).map((fault) => faultAt(head, fault)));
      seq = segment.toSeq;
      hash = segment.headHash;
    }
    if (segments.length === 0) break;
  }
  const isHead = seq === head.seq && isSameBytes(hash, head.hash);
  if (!isHead) faults.push(faultAt(head, { code: 'head_differs', seq }));
  return { entries: seq - head.forkedAfterSeq, faults };
}

type FaultPlace = Pick<ChainFault, 'code' | 'seq'> & { readonly what?: string };

function segmentFaults(
  { ports, publicKey }: Verifying,
  segment: StoredSegment,
  before: { readonly seq: number; readonly hash: Uint8Array },
): readonly FaultPlace[] {
  const { deviceId, epoch, fromSeq, toSeq, previousHash, headHash, headSignature } = segment;
  const faults: FaultPlace[] = [];
  if (fromSeq !== before.seq + 1) faults.push({ code: 'gap', seq: before.seq });
  else if (!isSameBytes(previousHash, before.hash)) {
    faults.push({ code: 'previous_hash_differs', seq: fromSeq });
  }
  const head = { seq: toSeq, hash: headHash };
  const chain = { deviceId, epoch, fromSeq, previousHash, head, signature: headSignature, publicKey };
  const checked = checkSegment(chain, segment.bytes, ports);
  if (!checked.ok) faults.push({ code: 'segment_invalid', seq: fromSeq, what: checked.error.code });
  return faults;
}

function faultAt({ epoch, branch }: ChainHead, { code, seq, what = '' }: FaultPlace): ChainFault {
  return { code, epoch, branch, seq, what };
}
