import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withEanCheckDigit, withLuhnCheckDigit } from '#tools/demo/check-digits.ts';

const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((each) => each.join(''));

it('a published barcode gets its published check digit', () => {
  expect(withEanCheckDigit('400638133393')).toBe('4006381333931');
});

it('the example number of the Luhn formula gets its published check digit', () => {
  expect(withLuhnCheckDigit('7992739871')).toBe('79927398713');
});

it.each([
  ['EAN', 12, withEanCheckDigit],
  ['Luhn', 15, withLuhnCheckDigit],
] as const)('one wrong digit changes the %s check digit', (_, count, withCheckDigit) => {
  const mistake = fc.tuple(digits(count), fc.nat(count - 1), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(mistake, ([number, place, shift]) => {
      const wrong = String((Number(number[place]) + shift) % 10);
      const mistyped = number.slice(0, place) + wrong + number.slice(place + 1);
      expect(withCheckDigit(mistyped).at(-1)).not.toBe(withCheckDigit(number).at(-1));
    }),
  );
});
