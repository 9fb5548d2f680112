import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';

test('bytes to text and back are the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(hexToBytes(bytesToHex(bytes))).toEqual(bytes);
    }),
  );
});

test('text is lower case with two digits for each byte', () => {
  expect(bytesToHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
});

test('upper case is read too', () => {
  expect(hexToBytes('0AfF')).toEqual(Uint8Array.of(10, 255));
});

test('no text is no bytes', () => {
  expect(hexToBytes('')).toEqual(new Uint8Array());
});

test.each(['a', 'abc', 'zz', '0x12', '12 34', '12\n', '١٢'])('%j is not hexadecimal', (text) => {
  expect(hexToBytes(text)).toBeUndefined();
});

test('a text of several megabytes is read', () => {
  expect(hexToBytes('ab'.repeat(2 ** 22))?.length).toBe(2 ** 22);
});
