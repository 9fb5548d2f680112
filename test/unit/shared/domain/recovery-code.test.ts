import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecoveryCode, parseRecoveryCode } from '#shared/domain/recovery-code.ts';

const random = fc.uint8Array({ minLength: 11, maxLength: 11 });

test('a recovery code is read as it was made, however it is typed, and never as another one', () => {
  fc.assert(
    fc.property(random, fc.nat(11), (bytes, place) => {
      const code = makeRecoveryCode(bytes);
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const plain = code.replaceAll('-', '');
      for (const typed of [
        code,
        code.toLowerCase(),
        ` ${plain} `,
        plain.replaceAll('0', 'o').replaceAll('1', 'l'),
      ]) {
        expect(parseRecoveryCode(typed)).toBe(plain);
      }
      const slip = plain.slice(0, place) + (plain[place] === 'Z' ? 'Y' : 'Z') + plain.slice(place + 1);
      expect(parseRecoveryCode(slip)).toBeUndefined();
    }),
  );
});

test('six digits of an app are never a recovery code', () => {
  expect(parseRecoveryCode('123456')).toBeUndefined();
  expect(parseRecoveryCode('')).toBeUndefined();
});

test('a recovery code is made of exactly eleven random bytes', () => {
  expect(() => makeRecoveryCode(new Uint8Array(10))).toThrow('11 random bytes');
});
