/** An amount as it grows digit by digit: whole Toman for Rial, minor units for every other currency. */

import { unitPriceMinorMax } from '#shared/domain/basket.ts';
import { asciiDigits } from '#shared/domain/text.ts';

/** Digits of `text` in ASCII, without leading zeros and thousands marks. */
export function amountDigits(text: string): string {
  return asciiDigits(text).replace(/\D/g, '').replace(/^0+/, '');
}

/** Appends what was pressed; an amount past the largest price of a line stays as it was. */
export function withDigits(digits: string, pressed: string, typedMinor: number): string {
  const longer = amountDigits(digits + pressed);
  return Number(longer) * typedMinor > unitPriceMinorMax ? digits : longer;
}

/** 0 for no digits. */
export function typedAmountMinor(digits: string, typedMinor: number): number {
  return Number(digits) * typedMinor;
}
