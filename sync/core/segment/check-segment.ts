/** A segment that a till pushed: the bodies that it signed, or why they are not. */

import type { Sha256, VerifySignature } from '#shared/kernel/hash-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { decodeSegment } from './decode-segment.ts';
import type { DecodePorts } from './decode-segment.ts';
import type { SegmentFault } from './segment-fault.ts';
import { segmentLimits } from './segment-limits.ts';

/** Hashes, signature and key have the lengths that they must have. */
export type SegmentClaim = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly fromSeq: number;
  /** Of the entry before the first: the genesis hash before seq 1. */
  readonly previousHash: Uint8Array;
  /** The last entry. */
  readonly head: { readonly seq: number; readonly hash: Uint8Array };
  /** Ed25519 over the head. */
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
};

export type CheckPorts = DecodePorts & { readonly verifySignature: VerifySignature };

export type CheckedEntry = { readonly seq: number; readonly body: Uint8Array; readonly hash: Uint8Array };

/**
 * Authentic entries, whatever their bodies say: a body that this version cannot read, or that tells of another place in
 * the chain, is the till's own, and for whoever stores it to judge. The signature is checked first, because it is cheap.
 */
export function checkSegment(
  claim: SegmentClaim,
  segment: Uint8Array,
  ports: CheckPorts,
): Result<readonly CheckedEntry[], SegmentFault> {
  const { deviceId, epoch, fromSeq, head, signature, publicKey } = claim;
  const message = sealBytes({ deviceId, epoch, ...head });
  if (!ports.verifySignature({ publicKey, message, signature })) {
    return err({ code: 'signature_invalid', afterEntries: 0 });
  }
  const decoded = decodeSegment(segment, { entries: head.seq - fromSeq + 1, limits: segmentLimits }, ports);
  if (!decoded.ok) return decoded;
  const { entries, hash } = chained(decoded.value, claim, ports.sha256);
  if (!isSameBytes(hash, head.hash)) return err({ code: 'head_differs', afterEntries: entries.length });
  return ok(entries);
}

function chained(
  bodies: readonly Uint8Array[],
  { fromSeq, previousHash }: SegmentClaim,
  sha256: Sha256,
): { readonly entries: readonly CheckedEntry[]; readonly hash: Uint8Array } {
  let hash = previousHash;
  const entries = bodies.map((body, index) => {
    hash = entryHash(sha256, hash, body);
    return { seq: fromSeq + index, body, hash };
  });
  return { entries, hash };
}
