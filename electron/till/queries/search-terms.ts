/** What somebody typed into a search box, as questions for the indexes. Pure but for the table of country codes. */

import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js';
import { asciiDigits, cleanText, searchKey } from '#shared/domain/text.ts';

export type MemberSearch =
  | { readonly kind: 'digits'; readonly phonePrefixes: readonly string[]; readonly digits: string }
  | { readonly kind: 'name'; readonly match: string }
  | { readonly kind: 'tooShort' };

/** Fewer digits would let somebody leaf through the members. */
export const searchDigitsMin = 4;
const searchLettersMin = 2;
const searchWordsMax = 6;
const digitsMax = 20;
const numberPattern = /^\+?[\d\s().-]+$/;

/** `country` is where a number without a country code belongs to. */
export function memberSearch(text: string, country: string): MemberSearch {
  const typed = asciiDigits(cleanText(text));
  if (numberPattern.test(typed)) return digitSearch(typed, country);
  const match = nameMatch(text);
  return match === undefined ? { kind: 'tooShort' } : { kind: 'name', match };
}

/** A query of the search index: every word is the beginning of a word. `undefined` when there is too little. */
export function nameMatch(text: string): string | undefined {
  const words = searchKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, searchWordsMax);
  if (!words.some((word) => word.length >= searchLettersMin)) return undefined;
  // Only letters and digits are left, so a word cannot leave its quotation marks.
  return words.map((word) => `"${word}"*`).join(' ');
}

function digitSearch(typed: string, country: string): MemberSearch {
  const digits = typed.replace(/\D/g, '').slice(0, digitsMax);
  if (digits.length < searchDigitsMin) return { kind: 'tooShort' };
  return { kind: 'digits', digits, phonePrefixes: phonePrefixes(digits, typed, country) };
}

function phonePrefixes(digits: string, typed: string, country: string): readonly string[] {
  const own = isSupportedCountry(country) ? `+${getCountryCallingCode(country)}` : undefined;
  if (typed.startsWith('+')) return [`+${digits}`];
  if (digits.startsWith('00')) return [`+${digits.slice(2)}`];
  if (own === undefined) return [`+${digits}`];
  return digits.startsWith('0') ? [own + digits.slice(1)] : [own + digits, `+${digits}`];
}
