/** Time-ordered ids (UUIDv7, RFC 9562 5.7), so that the ledger's indexes stay flat at millions of rows. */

import { branded } from './brand.ts';
import type { Brand } from './brand.ts';
import { bytesToHex, digitOf } from './hex.ts';
import { invariant } from './invariant.ts';

/** 36-character lower-case UUID. */
export type Uuid = Brand<string, 'Uuid'>;

export type Ids = { readonly uuid: () => Uuid };

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): text is Uuid {
  return uuidPattern.test(text);
}

/** Throws unless `text` is a lower-case UUID: for ids that this program itself wrote. */
export function uuid(text: string): Uuid {
  invariant(isUuid(text), 'an id is a lower-case UUID');
  return text;
}

const timestampMsMax = 2 ** 48 - 1;

/**
 * `random` holds 10 bytes; `atMs` is the instant, in milliseconds since 1970. An instant that 48 bits cannot hold is
 * moved to the nearest one that they can: a clock set wrong must not stop a sale, and the id only sorts by it.
 */
export function uuidV7(atMs: number, random: Uint8Array): Uuid {
  invariant(random.length === 10, 'a UUIDv7 takes 10 random bytes');
  const bytes = new Uint8Array(16);
  let rest = Math.min(Math.max(Math.trunc(atMs), 0), timestampMsMax);
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return uuidFromBytes(bytes);
}

/** 16 bytes to text. */
export function uuidFromBytes(bytes: Uint8Array): Uuid {
  invariant(bytes.length === 16, 'a UUID has 16 bytes');
  return uuidFromHex(bytesToHex(bytes));
}

/** 32 lower-case hexadecimal digits to text. */
export function uuidFromHex(hex: string): Uuid {
  invariant(hex.length === 32, 'a UUID has 32 hexadecimal digits');
  return branded<Uuid>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

/** Where the first digit of each byte stands in the text. */
const placesOfBytes = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Text to 16 bytes. */
export function uuidToBytes(id: Uuid): Uint8Array {
  invariant(id.length === 36, 'a UUID has 36 characters');
  const bytes = new Uint8Array(16);
  let at = 0;
  for (const place of placesOfBytes) {
    bytes[at] = digitOf(id.charCodeAt(place)) * 16 + digitOf(id.charCodeAt(place + 1));
    at += 1;
  }
  return bytes;
}
