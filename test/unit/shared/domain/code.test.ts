import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeInGroups, codeLength, codeRandomBytes, makeCode, parseCode } from '#shared/domain/code.ts';
import type { Code } from '#shared/domain/code.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const anyCode = fc
  .uint8Array({ minLength: codeRandomBytes, maxLength: codeRandomBytes })
  .map((bytes) => makeCode(bytes));
const anyPlace = fc.integer({ min: 0, max: codeLength - 1 });

function withCharacter(code: string, place: number, character: string): string {
  return code.slice(0, place) + character + code.slice(place + 1);
}

test('a code is 17 characters of an alphabet without look-alike letters', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{17}$/);
      expect(parseCode(code)).toBe(code);
    }),
  );
});

test('a code holds every bit of its random bytes', () => {
  const bits = Array.from({ length: codeRandomBytes * 8 }, (_, bit) => {
    const bytes = new Uint8Array(codeRandomBytes);
    bytes[Math.floor(bit / 8)] = 1 << (bit % 8);
    return makeCode(bytes);
  });
  expect(new Set([...bits, makeCode(new Uint8Array(codeRandomBytes))]).size).toBe(81);
});

test('a code takes exactly ten random bytes', () => {
  expect(() => makeCode(new Uint8Array(9))).toThrow(InvariantError);
});

test('every single wrong character is noticed', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      for (let place = 0; place < codeLength; place += 1) {
        for (const character of alphabet) {
          if (character === code[place]) continue;
          expect(parseCode(withCharacter(code, place, character))).toBeUndefined();
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('any two characters that changed places are noticed, neighbours or not', () => {
  fc.assert(
    fc.property(anyCode, anyPlace, anyPlace, (code, left, right) => {
      const swapped = withCharacter(withCharacter(code, left, code.charAt(right)), right, code.charAt(left));
      expect(parseCode(swapped)).toBe(swapped === code ? code : undefined);
    }),
    { numRuns: 2_000 },
  );
});

test('a missing or an additional character is noticed', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(parseCode(code.slice(1))).toBeUndefined();
      expect(parseCode(`${code}0`)).toBeUndefined();
    }),
  );
});

const digitsOf: Record<string, string> = {
  persian: '۰۱۲۳۴۵۶۷۸۹',
  arabic: '٠١٢٣٤٥٦٧٨٩',
  fullWidth: '０１２３４５６７８９',
};

function written(code: Code, digits: string): string {
  return code.replace(/\d/g, (digit) => digits.charAt(Number(digit)));
}

test.each(Object.keys(digitsOf))('a code typed with %s digits is read', (script) => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(parseCode(written(code, digitsOf[script] ?? ''))).toBe(code);
    }),
  );
});

test('a code is read in small letters, in groups, with spaces, and with O, I and L for digits', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(parseCode(codeInGroups(code).toLowerCase())).toBe(code);
      expect(parseCode(` ${codeInGroups(code).replaceAll('-', ' ')} `)).toBe(code);
      expect(parseCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(code);
      expect(parseCode(code.replaceAll('0', 'o').replaceAll('1', 'I'))).toBe(code);
    }),
  );
});

test.each(['', 'U'.repeat(17), '6260001234567', 'ABCD-ABCD-ABCD', '-'.repeat(100), 'کد تخفیف ۱۲۳۴۵۶۷۸۹'])(
  '%j is no code',
  (text) => {
    expect(parseCode(text)).toBeUndefined();
  },
);

test('nothing of over 64 characters is read, whatever it ends in', () => {
  const code = makeCode(new Uint8Array(codeRandomBytes));
  expect(parseCode(code.padStart(64, ' '))).toBe(code);
  expect(parseCode(code.padStart(65, ' '))).toBeUndefined();
});

test('a code is shown in groups of four, its check character alone at the end', () => {
  const code = makeCode(Uint8Array.from([255, 0, 17, 34, 51, 68, 85, 102, 119, 136]));
  expect(codeInGroups(code)).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]$/);
});
