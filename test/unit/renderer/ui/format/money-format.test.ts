import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMoneyFormat } from '#renderer/ui/format/money-format.ts';
import { currency } from '#shared/domain/money.ts';
import { asciiDigits } from '#shared/domain/text.ts';

const persian = createMoneyFormat(currency('IRR'), 'fa', 'تومان');
const english = createMoneyFormat(currency('IRR'), 'en', 'Toman');
const space = '\u00a0';

describe('an amount in Rial', () => {
  it('is shown as Toman in Persian digits', () => {
    expect(persian.text(6_000_000)).toBe(`۶۰۰٬۰۰۰${space}تومان`);
  });

  it('is shown as Toman in Latin digits', () => {
    expect(english.text(6_000_000)).toBe(`600,000${space}Toman`);
  });

  it('keeps its last Rial digit only when it is not whole Toman', () => {
    expect(persian.text(6_000_005)).toBe(`۶۰۰٬۰۰۰٫۵${space}تومان`);
    expect(english.text(6_000_005)).toBe(`600,000.5${space}Toman`);
    expect(english.text(5)).toBe(`0.5${space}Toman`);
  });

  it('carries its minus before the digits and never a direction mark', () => {
    expect(persian.parts(-600_000).digits).toBe('−۶۰٬۰۰۰');
    expect(english.parts(-600_000).digits).toBe('−60,000');
  });

  it('never loses or gains a Rial, whatever the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 }), (amountMinor) => {
        const shown = asciiDigits(persian.parts(amountMinor).digits).replace('−', '-').replaceAll('٬', '');
        const [toman = '', rial = '0'] = shown.replace('-', '').split('٫');
        const back = BigInt(toman) * 10n + BigInt(rial);
        expect(shown.startsWith('-') ? -back : back).toBe(BigInt(amountMinor));
      }),
    );
  });

  it('grows by ten Rial for each Toman typed', () => {
    expect(persian.typedMinor).toBe(10);
  });
});

describe('an amount in another currency', () => {
  it('uses the places and the symbol of that currency', () => {
    expect(createMoneyFormat(currency('EUR'), 'en', 'Toman').text(123_450)).toBe('€1,234.50');
    expect(createMoneyFormat(currency('JPY'), 'en', 'Toman').text(1_234)).toBe('¥1,234');
  });

  it('puts the symbol after Persian digits', () => {
    expect(createMoneyFormat(currency('EUR'), 'fa', 'تومان').text(123_450)).toBe(`۱٬۲۳۴٫۵۰${space}€`);
  });

  it('grows by one minor unit for each digit typed', () => {
    expect(createMoneyFormat(currency('EUR'), 'en', 'Toman').typedMinor).toBe(1);
  });
});
