/**
 * A backlog that is carried by hand: pushes as they would have been sent, one after the other, signed by the till as a
 * whole and sealed to HQ. The form is told in docs/sync-protocol.md.
 */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Sha256, Utf8 } from '#shared/kernel/hash-port.ts';
import { MalformedBody, readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { hashBytes } from '#shared/ledger/chain.ts';
import { concatBytes } from './concat-bytes.ts';

const magic = 'vafa-backlog/1\n';
const lengthBytes = 4;
const format = 1;
/** A file is cut into parts of at most one push; so many of them at most. */
export const carriedPartsMax = 100_000;

export type CarriedIndex = {
  readonly hqId: Uuid;
  readonly deviceId: Uuid;
  readonly writtenAtMs: number;
  /** SHA-256 of each part before it was sealed, in order: whoever signed this vouches for them. */
  readonly parts: readonly Uint8Array[];
};

export function encodeCarriedIndex({ hqId, deviceId, writtenAtMs, parts }: CarriedIndex): Uint8Array {
  return encodeCanonical([format, uuidToBytes(hqId), uuidToBytes(deviceId), writtenAtMs, [...parts]]);
}

/** `undefined` for bytes of another form. */
export function decodeCarriedIndex(bytes: Uint8Array): CarriedIndex | undefined {
  const value = decodeCanonical(bytes);
  const parts = Array.isArray(value) ? value[4] : undefined;
  if (!Array.isArray(value) || !Array.isArray(parts) || parts.length > carriedPartsMax) return undefined;
  const hashes = parts.filter((part) => part instanceof Uint8Array && part.length === hashBytes);
  if (hashes.length !== parts.length) return undefined;
  return wellFormed(() =>
    readFields(value.slice(0, 4), (fields) => {
      if (fields.integer() !== format) throw new MalformedBody('the format is another');
      return {
        hqId: fields.uuid(),
        deviceId: fields.uuid(),
        writtenAtMs: fields.integer(),
        parts: hashes,
      };
    }),
  );
}

/** What the till signs of a carried backlog. */
export function carriedBytes(
  index: Uint8Array,
  { sha256, utf8 }: { readonly sha256: Sha256; readonly utf8: Utf8 },
): Uint8Array {
  return concatBytes(utf8.encode('vafa-carried/1'), encodeCanonical([sha256(index)]));
}

/** The beginning of a file: by it anybody tells what it is. */
export function carriedMagic(utf8: Utf8): Uint8Array {
  return utf8.encode(magic);
}

/** One part of a file, with its length before it. */
export function carriedFrame(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concatBytes(length, bytes);
}

/** The frames of a file; `undefined` for a file that is none, or was cut. */
export function carriedFrames(file: Uint8Array, utf8: Utf8): readonly Uint8Array[] | undefined {
  const begin = carriedMagic(utf8);
  if (!begin.every((byte, place) => file[place] === byte)) return undefined;
  const frames: Uint8Array[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = begin.length;
  while (at < file.length) {
    if (at + lengthBytes > file.length || frames.length > carriedPartsMax) return undefined;
    const end = at + lengthBytes + view.getUint32(at);
    if (end > file.length) return undefined;
    frames.push(file.subarray(at + lengthBytes, end));
    at = end;
  }
  return frames;
}
