import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { pinDigitsMax, pinDigitsMin, pinFault } from '#shared/domain/operator-pin.ts';

describe('a PIN that may be given to an operator', () => {
  it('has four to eight digits and nothing else', () => {
    for (const pin of ['4719', '58027', '738204', '40917352'])
      expect([pin, pinFault(pin)]).toEqual([pin, undefined]);
    for (const pin of ['', '471', '471935286', '47 19', '47a9', '۴۷۱۹', '4719\n']) {
      expect([pin, pinFault(pin)]).toEqual([pin, 'digits']);
    }
  });

  it.each([
    { what: 'one digit only', pins: ['0000', '7777', '99999999'] },
    {
      what: 'digits in a row, up or down, past the nine as well',
      pins: ['1234', '012345', '87654', '7890', '2468', '1357'],
    },
    { what: 'one part again and again', pins: ['1212', '471471', '47194719'] },
    { what: 'a path over the keys', pins: ['2580', '0852', '1379'] },
    { what: 'a year of somebody’s birth', pins: ['1984', '2003', '1363', '1402'] },
  ])('is not $what', ({ pins }) => {
    for (const pin of pins) expect([pin, pinFault(pin)]).toEqual([pin, 'simple']);
  });

  it('is found among nearly all rows of digits', () => {
    for (let length = pinDigitsMin; length <= pinDigitsMax; length += 1) {
      const most = 10 ** Math.min(length, 4);
      const simple = Array.from({ length: most }, (_, number) => String(number).padStart(length, '4')).filter(
        (pin) => pinFault(pin) === 'simple',
      );
      expect(simple.length).toBeLessThan(most / 20);
    }
  });

  it('is never refused for its length where its digits are of the right number', () => {
    const digits = fc.string({
      unit: fc.integer({ min: 0, max: 9 }).map(String),
      minLength: 4,
      maxLength: 8,
    });
    fc.assert(fc.property(digits, (pin) => pinFault(pin) !== 'digits'));
  });
});
