/** Amounts as people read them. Rial is stored and Toman is shown; ten Rial are one Toman. */

import type { Currency } from '#shared/domain/money.ts';
import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from './locale.ts';

/** The sign belongs to the digits, so that both stay together in either direction of writing. */
export type MoneyText = {
  readonly digits: string;
  /** «تومان», "Toman", or the currency's symbol. */
  readonly unit: string;
  readonly unitFirst: boolean;
};

export type MoneyFormat = {
  readonly parts: (amountMinor: number) => MoneyText;
  /** One string: digits, a no-break space, unit. */
  readonly text: (amountMinor: number) => string;
  /** Minor units that one step of the last typed digit is worth: 10 for Rial shown as Toman, else 1. */
  readonly typedMinor: number;
};

const rialPerToman = 10;
const minus = '\u2212';
const noBreakSpace = '\u00a0';

export function createMoneyFormat(currency: Currency, language: Language, toman: string): MoneyFormat {
  const parts = currency === 'IRR' ? tomanParts(language, toman) : currencyParts(currency, language);
  return {
    parts,
    text: (amountMinor) => joined(parts(amountMinor)),
    typedMinor: currency === 'IRR' ? rialPerToman : 1,
  };
}

function joined({ digits, unit, unitFirst }: MoneyText): string {
  return unitFirst ? `${unit}${digits}` : `${digits}${noBreakSpace}${unit}`;
}

/** The Rial digit is shown only where there is one: an amount that is not whole Toman. */
function tomanParts(language: Language, unit: string): (amountMinor: number) => MoneyText {
  const whole = new Intl.NumberFormat(localeTag[language], { maximumFractionDigits: 0 });
  const withRial = new Intl.NumberFormat(localeTag[language], { minimumFractionDigits: 1 });
  return (amountMinor) => {
    const size = Math.abs(amountMinor);
    const format = size % rialPerToman === 0 ? whole : withRial;
    return { digits: signed(amountMinor, format.format(decimal(size, 1))), unit, unitFirst: false };
  };
}

function currencyParts(currency: Currency, language: Language): (amountMinor: number) => MoneyText {
  const format = new Intl.NumberFormat(localeTag[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const places = format.resolvedOptions().maximumFractionDigits ?? 0;
  return (amountMinor) => {
    const pieces = format.formatToParts(decimal(Math.abs(amountMinor), places));
    const unit = pieces.find((piece) => piece.type === 'currency')?.value ?? currency;
    const digits = pieces.filter((piece) => piece.type !== 'currency' && piece.type !== 'literal');
    return {
      digits: signed(amountMinor, digits.map((piece) => piece.value).join('')),
      unit,
      unitFirst: language === 'en' && pieces[0]?.type === 'currency',
    };
  };
}

/** `value` with its last `places` digits after the point, exact: a quotient would lose digits of large amounts. */
function decimal(value: number, places: number): `${number}` {
  const scale = 10 ** places;
  const rest = value % scale;
  const fraction = String(rest).padStart(places, '0');
  return `${(value - rest) / scale}.${places === 0 ? '0' : fraction}` as `${number}`; // digits, a point, digits
}

function signed(amountMinor: number, digits: string): string {
  return amountMinor < 0 ? minus + digits : digits;
}
