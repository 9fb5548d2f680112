/** Text as people type it: digits of three scripts, letters that look alike, and characters that must not pass. */

const persianZero = 0x06f0;
const arabicZero = 0x0660;
const fullWidthZero = 0xff10;

/**
 * Control and bidi characters, soft hyphen, zero-width space, word joiner, BOM and lone surrogates are stripped; ZWNJ
 * (U+200C) is part of Persian spelling and, like ZWJ, stays between letters.
 */
const strippedCharacters = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/** Line ends and tabs separate words; they are control characters too, so they become spaces first. */
const breakingCharacters = /[\t-\r\u0085]/g;
const looseJoiners = /(?<=^|\s)[\u200c\u200d]+|[\u200c\u200d]+(?=[\u200c\u200d]|\s|$)/gu;
/** Combining marks of Latin and Arabic, and the kashida. */
const latinMarks = /[\u0300-\u036f]/g;
const arabicMarks = /\u0640|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;

/** Words of letters and digits that are their own key, one space between them: most names, and a pull brings a million. */
const plainKey = /^[a-z0-9ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]+(?: [a-z0-9ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی]+)*$/;

/** Persian, Arabic-Indic and full-width digits become ASCII digits; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = code >= fullWidthZero ? fullWidthZero : code >= persianZero ? persianZero : arabicZero;
    return String(code - zero);
  });
}

/** NFC, without characters that nobody sees, with single spaces: what is stored of a name. */
export function cleanText(text: string): string {
  return text
    .replace(breakingCharacters, ' ')
    .replace(strippedCharacters, '')
    .normalize('NFC')
    .replace(looseJoiners, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Key for searching: letters that Persian and Arabic keyboards write differently are one letter, marks and ZWNJ are
 * gone, Latin is lower case, digits are ASCII.
 */
export function searchKey(text: string): string {
  if (plainKey.test(text)) return text;
  return asciiDigits(cleanText(text))
    .normalize('NFKD')
    .replace(latinMarks, '')
    .replace(arabicMarks, '')
    .replace(/[يىےې]/g, 'ی')
    .replace(/[كڪ]/g, 'ک')
    .replace(/ٱ/g, 'ا')
    .replace(/[ةۃەہھ]/g, 'ه')
    .replace(/\u200d/g, '')
    .replace(/\u200c/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A whole number as typed: digits of one script, thousands marks (, ٬ ، or space) allowed between them. `undefined`
 * for anything else, for mixed scripts, or past 2^53 − 1.
 */
export function parseWholeNumber(text: string): number | undefined {
  const trimmed = cleanText(text);
  if (digitScripts(trimmed) !== 1) return undefined;
  const plain = asciiDigits(trimmed).replace(/(?<=\d)[,٬، ](?=\d)/g, '');
  if (!/^\d{1,16}$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isSafeInteger(value) ? value : undefined;
}

function digitScripts(text: string): number {
  return [/[0-9]/, /[۰-۹]/, /[٠-٩]/, /[０-９]/].filter((script) => script.test(text)).length;
}
