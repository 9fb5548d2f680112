/** Text as people type it: digits of three scripts, letters that look alike, and characters that must not pass. */

const persianZero = 0x06f0;
const arabicZero = 0x0660;
const fullWidthZero = 0xff10;

/** Bidi controls, zero-width space and BOM are stripped; ZWNJ (U+200C) is part of Persian spelling and stays. */
// oxlint-disable-next-line no-misleading-character-class -- single code points, listed on purpose
const strippedCharacters = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0000-\u001f\u007f]/g;

/** Persian, Arabic-Indic and full-width digits become ASCII digits; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/[۰-۹٠-٩０-９]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = code >= fullWidthZero ? fullWidthZero : code >= persianZero ? persianZero : arabicZero;
    return String(code - zero);
  });
}

/** NFC, without control and bidi characters, with single spaces: what is stored of a name. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(strippedCharacters, '').replace(/\s+/g, ' ').trim();
}

/**
 * Key for searching: letters that Persian and Arabic keyboards write differently are one letter, marks and ZWNJ are
 * gone, Latin is lower case, digits are ASCII.
 */
export function searchKey(text: string): string {
  return asciiDigits(cleanText(text))
    .normalize('NFKD')
    .replace(/[\u064b-\u065f\u0670\u0640\u0300-\u036f]/g, '')
    .replace(/[يىئ]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ؤ/g, 'و')
    .replace(/[ةۀ]/g, 'ه')
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
