/** The hash chain: each entry's hash covers the one before, so that none can be changed, dropped or put in between. */

import type { Sha256 } from '../kernel/hash-port.ts';
import { invariant } from '../kernel/invariant.ts';
import { uuidToBytes } from '../kernel/ids.ts';
import { asciiBytes } from './ascii-bytes.ts';
import { encodeCanonical } from './canonical-bytes.ts';
import type { DeviceId } from './entry.ts';

export const hashBytes = 32;

const entryTag = asciiBytes('entry/1');
const genesisTag = asciiBytes('genesis/1');

/** What the first entry of a device's epoch has in the place of an earlier hash. */
export function genesisHash(sha256: Sha256, deviceId: DeviceId, epoch: number): Uint8Array {
  return sha256(genesisTag, encodeCanonical([uuidToBytes(deviceId), epoch]));
}

/** SHA-256("entry/1" | previous hash | body). */
export function entryHash(sha256: Sha256, previousHash: Uint8Array, body: Uint8Array): Uint8Array {
  invariant(previousHash.length === hashBytes, 'a hash has 32 bytes');
  return sha256(entryTag, previousHash, body);
}
