/** Money as safe integers of the currency's smallest unit; one IRR unit is one Rial, Toman is display only. */

import { branded } from '../kernel/brand.ts';
import type { Brand } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';

/** Safe integer of the currency's smallest unit. */
export type Minor = Brand<number, 'Minor'>;
/** ISO 4217 code. */
export type Currency = Brand<string, 'Currency'>;

const currencyPattern = /^[A-Z]{3}$/;

/** Throws unless `value` is a safe integer. */
export function minor(value: number): Minor {
  invariant(Number.isSafeInteger(value), 'money is a safe integer of minor units');
  return branded<Minor>(value === 0 ? 0 : value);
}

export function isCurrency(text: string): text is Currency {
  return currencyPattern.test(text);
}

/** Throws unless `text` is three capital letters. */
export function currency(text: string): Currency {
  invariant(isCurrency(text), 'a currency is an ISO 4217 code');
  return text;
}
