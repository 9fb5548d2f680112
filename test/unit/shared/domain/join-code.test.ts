import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  joinCodeInGroups,
  joinCodeRandomBytes,
  joinCodeSelector,
  makeJoinCode,
  parseJoinCode,
} from '#shared/domain/join-code.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';

const anyJoinCode = fc
  .uint8Array({ minLength: joinCodeRandomBytes, maxLength: joinCodeRandomBytes })
  .map((bytes) => makeJoinCode(bytes));

test('a join code is 12 characters without look-alikes, of which the first three find the till', () => {
  fc.assert(
    fc.property(anyJoinCode, (code) => {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(joinCodeSelector(code)).toBe(code.slice(0, 3));
      expect(parseJoinCode(code)).toBe(code);
    }),
  );
});

test('a join code is known again as it is read out, in small letters and in Persian digits', () => {
  fc.assert(
    fc.property(anyJoinCode, (code) => {
      const persian = code.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
      expect(parseJoinCode(joinCodeInGroups(code))).toBe(code);
      expect(parseJoinCode(` ${persian.toLowerCase()} `)).toBe(code);
    }),
  );
});

test('a join code holds 55 random bits', () => {
  const codes = Array.from({ length: joinCodeRandomBytes }, (_, at) =>
    Array.from({ length: 32 }, (_unused, value) => {
      const random = new Uint8Array(joinCodeRandomBytes);
      random[at] = value;
      return makeJoinCode(random);
    }),
  ).flat();
  expect(new Set(codes).size).toBe(joinCodeRandomBytes * 31 + 1);
});

test('a join code with one wrong character is no join code', () => {
  fc.assert(
    fc.property(anyJoinCode, fc.integer({ min: 0, max: 11 }), (code, place) => {
      const other = code.charAt(place) === '7' ? '8' : '7';
      expect(parseJoinCode(code.slice(0, place) + other + code.slice(place + 1))).toBeUndefined();
    }),
  );
});

test.each(['', '0', '0'.repeat(11), '0'.repeat(13), '0'.repeat(10_000), 'U00000000000', '💳'.repeat(12)])(
  'the text %j is no join code',
  (text) => {
    expect(parseJoinCode(text)).toBeUndefined();
  },
);

test('a join code takes exactly eleven random bytes', () => {
  expect(() => makeJoinCode(new Uint8Array(10))).toThrow(InvariantError);
});
