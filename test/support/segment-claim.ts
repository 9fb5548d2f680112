/** What a till says of a segment, signed as it signs. */

import { createHeadSigner } from '#electron/till/node-signatures.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { SegmentClaim } from '#sync/core/segment/check-segment.ts';
import { deviceId } from './ledger.ts';
import { segmentPorts } from './segment-ports.ts';

export const claimSigner = createHeadSigner(new Uint8Array(32).fill(9));

export function claimOf(run: {
  readonly bodies: readonly Uint8Array[];
  readonly previousHash: Uint8Array;
  readonly fromSeq?: number;
}): SegmentClaim {
  const { bodies, previousHash, fromSeq = 1 } = run;
  let hash = previousHash;
  for (const body of bodies) hash = entryHash(segmentPorts.sha256, hash, body);
  const head = { seq: fromSeq + bodies.length - 1, hash };
  const signature = claimSigner.signHead(sealBytes({ deviceId, epoch: 1, ...head }));
  const { publicKey } = claimSigner;
  return { deviceId, epoch: 1, fromSeq, previousHash, head, signature, publicKey };
}
