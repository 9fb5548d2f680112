/**
 * The first bytes of a segment of the journal: whose it is, which number it has, and where it begins. Each segment has a
 * key of its own, which grows from the key of the database and the salt in its header.
 */

import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { uuidFromBytes, uuidToBytes } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';

export type SegmentHeader = {
  readonly deviceId: DeviceId;
  /** 1, 2, 3 … */
  readonly segment: number;
  /** The first entry that was to be written into it. */
  readonly epoch: number;
  readonly seq: number;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
};

/** The key of the frames is made ready once: from bytes it would be made anew for each. */
export type SegmentKeys = { readonly cipherKey: KeyObject; readonly macKey: Uint8Array };
export type SealedHeader = { readonly bytes: Uint8Array; readonly keys: SegmentKeys };
export type OpenedHeader = SealedHeader & { readonly header: SegmentHeader };

/** "VAFAJNL1", segment, epoch, seq (32 bits each, little-endian), device, salt, HMAC-SHA256 of all before it. */
export const headerBytes = 100;
export const saltBytes = 32;

const tag = new TextEncoder().encode('VAFAJNL1');
const deviceOffset = 20;
const saltOffset = 36;
const macOffset = 68;
const keyPurpose = 'vafa journal segment 1';

export function sealHeader(header: SegmentHeader, databaseKey: Uint8Array): SealedHeader {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(tag);
  view.setUint32(8, header.segment, true);
  view.setUint32(12, header.epoch, true);
  view.setUint32(16, header.seq, true);
  bytes.set(uuidToBytes(header.deviceId), deviceOffset);
  bytes.set(header.salt, saltOffset);
  const keys = segmentKeys(databaseKey, header.salt);
  bytes.set(macOf(bytes, keys), macOffset);
  return { bytes, keys };
}

/** `undefined` for bytes that were not sealed under this key: torn, damaged, or another till's. */
export function openHeader(bytes: Uint8Array, databaseKey: Uint8Array): OpenedHeader | undefined {
  if (bytes.length !== headerBytes || !tag.every((byte, index) => bytes[index] === byte)) return undefined;
  const salt = bytes.slice(saltOffset, saltOffset + saltBytes);
  const keys = segmentKeys(databaseKey, salt);
  if (!timingSafeEqual(macOf(bytes, keys), bytes.subarray(macOffset))) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const header = {
    deviceId: uuidFromBytes(bytes.subarray(deviceOffset, saltOffset)),
    segment: view.getUint32(8, true),
    epoch: view.getUint32(12, true),
    seq: view.getUint32(16, true),
    salt,
  };
  return { bytes, keys, header };
}

function segmentKeys(databaseKey: Uint8Array, salt: Uint8Array): SegmentKeys {
  const grown = new Uint8Array(hkdfSync('sha256', databaseKey, salt, keyPurpose, 64));
  return { cipherKey: createSecretKey(grown.subarray(0, 32)), macKey: grown.subarray(32) };
}

function macOf(bytes: Uint8Array, { macKey }: SegmentKeys): Uint8Array {
  return createHmac('sha256', macKey).update(bytes.subarray(0, macOffset)).digest();
}
