import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberSearch, nameMatch } from '#electron/till/queries/search-terms.ts';

test('whatever is typed, a query of the index is words in quotation marks and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const match = nameMatch(text) ?? '"nothing"*';
      expect(match).toMatch(/^"[\p{L}\p{N}]+"\*(?: "[\p{L}\p{N}]+"\*){0,5}$/u);
    }),
    { numRuns: 2_000 },
  );
});

test.for([
  ['0912', ['+98912']],
  ['+98912', ['+98912']],
  ['0098912', ['+98912']],
  ['9121', ['+989121', '+9121']],
  ['(0912) 123-45', ['+9891212345']],
])('%s may be the beginning of these numbers', ([text, phonePrefixes]) => {
  expect(memberSearch(String(text), 'IR')).toMatchObject({ kind: 'digits', phonePrefixes });
});

test('a country that has no phone plan searches the digits as they are', () => {
  expect(memberSearch('0912', 'ZZ')).toMatchObject({ kind: 'digits', phonePrefixes: ['+0912'] });
});
