/** A phone number as typed, in any digits, as the one form that is stored. */

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { asciiDigits, cleanText } from '#shared/domain/text.ts';

/** E.164, or `undefined` for what is no valid number. `country` is the chain's own. */
export function parsePhone(text: string, country: string): string | undefined {
  const typed = asciiDigits(cleanText(text));
  const number = isSupportedCountry(country)
    ? parsePhoneNumberFromString(typed, country)
    : parsePhoneNumberFromString(typed);
  return number?.isValid() === true ? number.number : undefined;
}
