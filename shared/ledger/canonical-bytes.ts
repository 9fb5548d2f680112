/**
 * One value, one byte string: strict deterministic CBOR (RFC 8949 4.2) of whole numbers, text, bytes, booleans, null
 * and arrays. What was hashed can be written again byte for byte by any client.
 */

import { decode, encode } from 'cborg';
import { invariant } from '../kernel/invariant.ts';

export type CanonicalValue = null | boolean | number | string | Uint8Array | readonly CanonicalValue[];

/** Arrays may nest this deep; far more than any body needs, far less than a stack holds. */
export const canonicalDepthMax = 16;
/** A body of the longest basket has about 1 MB, and one of a sale that every offer matches about 8 MB. */
export const canonicalBytesMax = 16 * 1024 * 1024;

const loneSurrogate = /\p{Surrogate}/u;
const strict = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
};

/** Throws for a number that is not a safe integer, text that is not well-formed, or anything past the limits. */
export function encodeCanonical(value: CanonicalValue): Uint8Array {
  invariant(
    isCanonical(value, 0),
    'canonical values are safe integers, well-formed text, bytes, booleans, null, arrays',
  );
  const bytes = encode(value);
  invariant(bytes.length <= canonicalBytesMax, 'canonical bytes stay below their limit');
  return bytes;
}

/** `undefined` for bytes that `encodeCanonical` would not have made. */
export function decodeCanonical(bytes: Uint8Array): CanonicalValue | undefined {
  if (bytes.length > canonicalBytesMax) return undefined;
  const value = decodeStrict(bytes);
  if (!isCanonical(value, 0)) return undefined;
  return isSameBytes(encode(value), bytes) ? value : undefined;
}

export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  // A loop: segments of hundreds of kilobytes are compared, and a callback for each byte takes ten times as long.
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function decodeStrict(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, strict);
  } catch {
    // The decoder throws on malformed bytes, and runs out of stack on bytes that nest without end: both are refused.
    return undefined;
  }
}

function isCanonical(value: unknown, depth: number): value is CanonicalValue {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value === 'string') return !loneSurrogate.test(value);
  if (value instanceof Uint8Array) return true;
  return (
    Array.isArray(value) && depth < canonicalDepthMax && value.every((item) => isCanonical(item, depth + 1))
  );
}
