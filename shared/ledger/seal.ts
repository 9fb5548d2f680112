/** What the till signs: its head. Whoever holds the public key can tell that every entry up to there is the till's. */

import { invariant } from '../kernel/invariant.ts';
import { uuidToBytes } from '../kernel/ids.ts';
import { asciiBytes } from './ascii-bytes.ts';
import { encodeCanonical } from './canonical-bytes.ts';
import { hashBytes } from './chain.ts';
import type { DeviceId } from './entry.ts';

export type Head = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly seq: number;
  readonly hash: Uint8Array;
};

const sealTag = asciiBytes('seal/1');

/** The message of the Ed25519 signature over a head. */
export function sealBytes(head: Head): Uint8Array {
  invariant(head.hash.length === hashBytes, 'a hash has 32 bytes');
  const fields = encodeCanonical([uuidToBytes(head.deviceId), head.epoch, head.seq, head.hash]);
  const message = new Uint8Array(sealTag.length + fields.length);
  message.set(sealTag);
  message.set(fields, sealTag.length);
  return message;
}
