import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountDigits, typedAmountMinor, withDigits } from '#renderer/cashier/amount/typed-amount.ts';
import { unitPriceMinorMax } from '#shared/domain/basket.ts';

describe('an amount as it is typed', () => {
  it('takes digits of three scripts and drops marks and leading zeros', () => {
    expect(amountDigits('۰۳۵۰٬۰۰۰')).toBe('350000');
    expect(amountDigits('٣٥٠')).toBe('350');
    expect(amountDigits('12,500 Toman')).toBe('12500');
    expect(amountDigits('abc')).toBe('');
  });

  it('means Toman where Rial is the currency', () => {
    expect(typedAmountMinor('350000', 10)).toBe(3_500_000);
    expect(typedAmountMinor('', 10)).toBe(0);
  });

  it('never passes the largest price of a line, whatever is pressed', () => {
    const press = fc.constantFrom('0', '1', '9', '000');
    fc.assert(
      fc.property(fc.array(press, { maxLength: 30 }), fc.constantFrom(1, 10), (presses, typedMinor) => {
        const digits = presses.reduce((soFar, pressed) => withDigits(soFar, pressed, typedMinor), '');
        expect(typedAmountMinor(digits, typedMinor)).toBeLessThanOrEqual(unitPriceMinorMax);
        expect(digits).not.toMatch(/^0/);
      }),
    );
  });
});
