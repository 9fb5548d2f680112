/** Operation keys that follow from an id inside the entry: they are left out of a segment, and made again from the id. */

import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { asciiBytes } from '#shared/ledger/ascii-bytes.ts';
import { hashBytes } from '#shared/ledger/chain.ts';
import { uuidBytes } from './uuid-parts.ts';
import { createHead, elementAt, major, readHead } from './cbor-item.ts';

/** The field of an entry that holds its operation key. */
export const keyField = 6;
const contentField = 19;

export type Derivation = { readonly word: Uint8Array; readonly idAt: readonly number[] };

/** By their number in a segment: words are only ever added at the end. */
export const derivations: readonly Derivation[] = [
  { word: asciiBytes('sale'), idAt: [contentField, 0] },
  { word: asciiBytes('value/redeem'), idAt: [contentField, 4, 0] },
];

/** `undefined` where the entry at `at` has no id in that place. */
export function derivedKey(
  sha256: Sha256,
  entry: { readonly bytes: Uint8Array; readonly at: number },
  derivation: Derivation,
): Uint8Array | undefined {
  const { bytes, at } = entry;
  const { word, idAt } = derivation;
  let place = at;
  for (const index of idAt) {
    if (place >= 0) place = elementAt(bytes, place, index);
  }
  const id = place < 0 ? undefined : bytesAt(bytes, place, uuidBytes);
  return id === undefined ? undefined : sha256(word, id);
}

/** Which derivation gives the key that the entry has; -1 where none does. */
export function derivationOf(sha256: Sha256, body: Uint8Array): number {
  const keyAt = elementAt(body, 0, keyField);
  const key = keyAt < 0 ? undefined : bytesAt(body, keyAt, hashBytes);
  if (key === undefined) return -1;
  return derivations.findIndex((derivation) => {
    const derived = derivedKey(sha256, { bytes: body, at: 0 }, derivation);
    return derived?.every((byte, index) => byte === key[index]) === true;
  });
}

function bytesAt(bytes: Uint8Array, at: number, length: number): Uint8Array | undefined {
  const head = createHead();
  const isSuch = readHead(bytes, at, head) && head.major === major.bytes && head.argument === length;
  const content = bytes.subarray(head.contentAt, head.contentAt + length);
  return isSuch && content.length === length ? content : undefined;
}
