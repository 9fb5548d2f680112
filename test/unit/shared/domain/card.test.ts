import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCardUid } from '#shared/domain/card.ts';

test.each([
  ['04a1b2c3', '04A1B2C3'],
  ['04A1B2C3D4E5F6', '04A1B2C3D4E5F6'],
  ['04a1b2c3d4e5f60718aB', '04A1B2C3D4E5F60718AB'],
  ['08A1B2C3D4E5F6', '08A1B2C3D4E5F6'],
])('%s is the UID %s', (text, cardUid) => {
  expect(parseCardUid(text)).toBe(cardUid);
});

test.each([
  '',
  '04A1B2',
  '04A1B2C3D4',
  '04 A1 B2 C3',
  '04A1B2C3\n',
  '04A1B2CG',
  '۰۴A1B2C3',
  '04A1B2C3D4E5F60718ABCD',
])('%j is no UID', (text) => {
  expect(parseCardUid(text)).toBeUndefined();
});

test('a random UID of four bytes is refused, because it is another one at each tap', () => {
  expect(parseCardUid('08A1B2C3')).toBeUndefined();
});

test('a UID of zeros is refused, because it is what a failed reading gives', () => {
  expect(parseCardUid('00000000')).toBeUndefined();
  expect(parseCardUid('00000000000000')).toBeUndefined();
});

test('a UID that was read once is read again as itself', () => {
  const hex = fc.constantFrom(...'0123456789abcdefABCDEF'.split(''));
  const length = fc.constantFrom(8, 14, 20);
  const text = length.chain((size) => fc.string({ unit: hex, minLength: size, maxLength: size }));
  fc.assert(
    fc.property(text, (typed) => {
      const cardUid = parseCardUid(typed);
      fc.pre(cardUid !== undefined);
      expect(parseCardUid(cardUid ?? '')).toBe(typed.toUpperCase());
    }),
  );
});
