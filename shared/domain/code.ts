/**
 * Codes of coupons, gift cards and guest cards: 80 random bits in 16 characters and one that checks them, in the alphabet
 * of Crockford's base 32, which has no letter that passes for a digit. Never kept with what it stands for: whoever holds
 * the text may use it.
 */

import type { Brand } from '../kernel/brand.ts';
import { branded } from '../kernel/brand.ts';
import { invariant } from '../kernel/invariant.ts';
import { asciiDigits } from './text.ts';

/** 17 characters, capital letters, without spaces or hyphens. */
export type Code = Brand<string, 'Code'>;

/** Random bytes that a code takes: 5 bits a character. */
export const codeRandomBytes = 10;
export const codeLength = 17;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const textLengthMax = 64;
const groupLength = 4;

/** `random` holds `codeRandomBytes` bytes of a generator that nobody can guess. */
export function makeCode(random: Uint8Array): Code {
  invariant(random.length === codeRandomBytes, 'a code takes 10 random bytes');
  let bits = 0n;
  for (const byte of random) bits = bits * 256n + BigInt(byte);
  const values: number[] = [];
  for (let place = codeLength - 2; place >= 0; place -= 1)
    values.push(Number((bits >> BigInt(place * 5)) & 31n));
  return branded<Code>(withCheckCharacter(values));
}

/** Values from 0 to 31 as characters, and behind them the one that checks them. At most 30 values. */
export function withCheckCharacter(values: readonly number[]): string {
  return textOf([...values, timesAlpha(checkOf(values))]);
}

/**
 * As it is typed, read out or scanned: in any case and any digits, with spaces or hyphens anywhere, and with the letters
 * O, I and L where 0 and 1 are meant. `undefined` for anything else, such as a code with a wrong character or two
 * characters swapped.
 */
export function parseCode(text: string): Code | undefined {
  const plain = parseChecked(text, codeLength);
  return plain === undefined ? undefined : branded<Code>(plain);
}

/** The same for a text of another length, check character included. */
export function parseChecked(text: string, length: number): string | undefined {
  if (text.length > textLengthMax) return undefined;
  const plain = asciiDigits(text)
    .toUpperCase()
    .replace(/[\s\u200c\u200e\u200f_\-\u2010-\u2015]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = Array.from(plain, (character) => alphabet.indexOf(character));
  if (values.length !== length || values.includes(-1) || checkOf(values) !== 0) return undefined;
  return plain;
}

/** In groups of four, as it is printed and read out. */
export function codeInGroups(code: Code): string {
  const groups: string[] = [];
  for (let start = 0; start < code.length; start += groupLength) {
    groups.push(code.slice(start, start + groupLength));
  }
  return groups.join('-');
}

function textOf(values: readonly number[]): string {
  return values.map((value) => alphabet.charAt(value)).join('');
}

/**
 * The values as a polynomial over the field of 32 elements, at alpha. It is 0 for a whole code. Each place weighs
 * another power of alpha, which repeats only after 31 places: so one wrong character, or any two that changed places,
 * never come to 0.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => timesAlpha(sum) ^ value, 0);
}

/** In the field of 32 elements over x⁵ + x² + 1. */
function timesAlpha(value: number): number {
  const doubled = value << 1;
  return doubled < 32 ? doubled : doubled ^ 0b100101;
}
