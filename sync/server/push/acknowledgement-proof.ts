/**
 * What lets HQ recognise an acknowledgement of its own: its signature over the head, with the epoch of HQ in which it was
 * given. A till keeps it without reading it. HQ that is shown one for an entry that it does not have was set back.
 */

import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { uuidFromBytes, uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { Head } from '#shared/ledger/seal.ts';
import { concatBytes } from '#sync/core/concat-bytes.ts';
import type { HqDeps } from '../hq-deps.ts';

export type ProofDeps = Pick<HqDeps, 'identity' | 'serviceKeys' | 'utf8' | 'verifySignature'>;

const epochBytes = 16;
const signatureBytes = 64;

/** Hexadecimal: HQ's epoch and the signature. */
export function proveAcknowledgement(head: Head, hqEpoch: Uuid, deps: ProofDeps): string {
  const signature = deps.serviceKeys.current.sign(acknowledgedBytes(head, hqEpoch, deps));
  return bytesToHex(concatBytes(uuidToBytes(hqEpoch), signature));
}

/** The epoch of HQ in which it acknowledged this head; `undefined` for what none of its keys signed. */
export function acknowledgedIn(proof: string, head: Head, deps: ProofDeps): Uuid | undefined {
  const bytes = hexToBytes(proof);
  if (bytes?.length !== epochBytes + signatureBytes) return undefined;
  const hqEpoch = uuidFromBytes(bytes.slice(0, epochBytes));
  const message = acknowledgedBytes(head, hqEpoch, deps);
  const signature = bytes.slice(epochBytes);
  const keys = [deps.serviceKeys.current, ...deps.serviceKeys.retired];
  return keys.some(({ publicKey }) => deps.verifySignature({ publicKey, message, signature }))
    ? hqEpoch
    : undefined;
}

function acknowledgedBytes(head: Head, hqEpoch: Uuid, { identity, utf8 }: ProofDeps): Uint8Array {
  const { deviceId, epoch, seq, hash } = head;
  const fields = [uuidToBytes(identity.hqId), uuidToBytes(hqEpoch), uuidToBytes(deviceId), epoch, seq, hash];
  return concatBytes(utf8.encode('vafa-acknowledged/1'), encodeCanonical(fields));
}
