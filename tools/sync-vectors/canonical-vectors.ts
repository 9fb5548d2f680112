/** Canonical bytes: values with their one spelling, and spellings that a reader refuses. */

import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';

/** A value as JSON: byte strings are `{"hex": …}`, everything else is itself. */
export type WrittenValue =
  | null
  | boolean
  | number
  | string
  | { readonly hex: string }
  | readonly WrittenValue[];

const edges = [0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, Number.MAX_SAFE_INTEGER];
const nested = (depth: number): CanonicalValue => (depth === 0 ? [] : [nested(depth - 1)]);

const values: readonly CanonicalValue[] = [
  null,
  false,
  true,
  ...edges.flatMap((number) => (number === 0 ? [0] : [number, -number])),
  '',
  'سلام',
  'a'.repeat(24),
  new Uint8Array(),
  Uint8Array.from({ length: 256 }, (_, index) => index),
  [1, ['two', [new Uint8Array([3])]], null],
  Array.from({ length: 24 }, (_, index) => index),
  nested(15),
];

const refused = [
  { why: 'a number that is not in its shortest form', bytes: '1817' },
  { why: 'a length that is not in its shortest form', bytes: '780161' },
  { why: 'a number of eight bytes that four would hold', bytes: '1b00000000ffffffff' },
  { why: 'a number past 2^53 - 1', bytes: '1b0020000000000000' },
  { why: 'a number below -(2^53 - 1)', bytes: '3b001fffffffffffff' },
  { why: 'a float', bytes: 'f90000' },
  { why: 'a map', bytes: 'a0' },
  { why: 'a tag', bytes: 'c000' },
  { why: 'undefined', bytes: 'f7' },
  { why: 'a simple value in two bytes', bytes: 'f814' },
  { why: 'an indefinite array', bytes: '9fff' },
  { why: 'an indefinite text', bytes: '7f6161ff' },
  { why: 'text that is no UTF-8', bytes: '61ff' },
  { why: 'a surrogate in UTF-8', bytes: '63eda080' },
  { why: 'bytes behind the value', bytes: '0000' },
  { why: 'an array that is cut off', bytes: '8201' },
  { why: 'nothing', bytes: '' },
  { why: 'seventeen arrays in each other', bytes: `${'81'.repeat(16)}80` },
];

export function canonicalVectors() {
  return {
    what: 'Values and their canonical bytes. A value is told as JSON, in which {"hex": …} is a byte string. What is refused is no canonical bytes of anything.',
    values: values.map((value) => ({
      json: JSON.stringify(written(value)),
      bytes: bytesToHex(encodeCanonical(value)),
    })),
    refused,
  };
}

function written(value: CanonicalValue): WrittenValue {
  if (value instanceof Uint8Array) return { hex: bytesToHex(value) };
  return isList(value) ? value.map(written) : value;
}

/** `Array.isArray` alone does not see through a readonly array. */
function isList(value: Exclude<CanonicalValue, Uint8Array>): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
