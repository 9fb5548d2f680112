import fc from 'fast-check';
import { encode } from 'cborg';
import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import {
  canonicalBytesMax,
  canonicalDepthMax,
  decodeCanonical,
  encodeCanonical,
  isSameBytes,
} from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';

const { value: anyValue } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number)),
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.array(tie('value')),
  ),
}));

function bytesOf(hex: string): Uint8Array {
  return hexToBytes(hex) ?? new Uint8Array();
}

describe('canonical bytes', () => {
  test('are read back as the value that they were made of', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(decodeCanonical(encodeCanonical(value))).toEqual(value);
      }),
    );
  });

  test('that any other program made are read only when they are the one form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const value = decodeCanonical(bytes);
        expect(value === undefined || isSameBytes(encodeCanonical(value), bytes)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('are the ones of the standard', () => {
    const value = [0, 23, 24, -1, 1_000_000_000_000, 'ü', new Uint8Array([1]), true, null, []];
    expect(bytesToHex(encodeCanonical(value))).toBe(
      '8a001718182' + '01b000000e8d4a51000' + '62c3bc' + '4101' + 'f5' + 'f6' + '80',
    );
  });

  test.each([
    ['a number in a longer form', '1800'],
    ['text in a longer form', '780161'],
    ['an array without an end', '9f01ff'],
    ['text without an end', '7f6161ff'],
    ['a map', 'a0'],
    ['a tag', 'c000'],
    ['undefined', 'f7'],
    ['a float', 'fb3ff8000000000000'],
    ['a whole float', 'f90000'],
    ['a number past the safe integers', '1b0020000000000000'],
    ['broken text', '61ff'],
    ['an unpaired surrogate', '63eda080'],
    ['left-over bytes', '0000'],
    ['no bytes', ''],
    ['fewer bytes than promised', '430102'],
    ['an array that promises 2^32 items', '9b00000000ffffffff'],
  ])('refuse %s', (_what, hex) => {
    expect(decodeCanonical(bytesOf(hex))).toBeUndefined();
  });

  test('refuse arrays that nest too deep, without running out of stack', () => {
    const nested = (depth: number): Uint8Array => {
      const bytes = new Uint8Array(depth + 1).fill(0x81);
      bytes[depth] = 0;
      return bytes;
    };
    expect(decodeCanonical(nested(canonicalDepthMax))).toBeDefined();
    expect(decodeCanonical(nested(canonicalDepthMax + 1))).toBeUndefined();
    expect(decodeCanonical(nested(1_000_000))).toBeUndefined();
  });

  test('refuse more bytes than the limit in both directions', () => {
    expect(decodeCanonical(encode(new Uint8Array(canonicalBytesMax)))).toBeUndefined();
    expect(() => encodeCanonical(new Uint8Array(canonicalBytesMax))).toThrow(
      'canonical bytes stay below their limit',
    );
  });

  test.each([
    ['a fraction', 0.5],
    ['minus zero', -0],
    ['an unsafe integer', 2 ** 53],
    ['no number', Number.NaN],
    ['an unpaired surrogate', '\ud800'],
  ])('are not made of %s', (_what, value) => {
    expect(() => encodeCanonical([value])).toThrow('canonical values are');
  });
});

test('byte strings are the same only in length and in every byte', () => {
  expect(isSameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
  expect(isSameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
  expect(isSameBytes(new Uint8Array([1, 2]), new Uint8Array([1]))).toBe(false);
});
