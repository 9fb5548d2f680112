/** Counts and shares in the digits of the language. */

import type { Language } from '#shared/domain/local-text.ts';
import { localeTag } from './locale.ts';

export type NumberFormat = {
  /** Whole number with thousands marks. */
  readonly count: (value: number) => string;
  /** Share of 10,000 basis points: 750 is "7.5%", «۷٫۵٪». */
  readonly percent: (basisPoints: number) => string;
  /** Factor in basis points: 15,000 is "1.5", «۱٫۵». */
  readonly factor: (basisPoints: number) => string;
  /** Digits of a text that is no quantity, such as a barcode: only the script changes. */
  readonly digits: (text: string) => string;
};

const persianDigits = '۰۱۲۳۴۵۶۷۸۹';

export function createNumberFormat(language: Language): NumberFormat {
  const counts = new Intl.NumberFormat(localeTag[language], { maximumFractionDigits: 0 });
  const shares = new Intl.NumberFormat(localeTag[language], { style: 'percent', maximumFractionDigits: 2 });
  const factors = new Intl.NumberFormat(localeTag[language], { maximumFractionDigits: 2 });
  return {
    factor: (basisPoints) => factors.format(basisPoints / 10_000),
    count: (value) => counts.format(value),
    percent: (basisPoints) => shares.format(basisPoints / 10_000).replace(/\u200e|\u200f/g, ''),
    digits: (text) =>
      language === 'fa' ? text.replace(/[0-9]/g, (digit) => persianDigits[Number(digit)] ?? digit) : text,
  };
}
