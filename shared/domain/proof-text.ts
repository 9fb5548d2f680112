/**
 * The signed proof of a sale as text, for a QR code and for scanners that type: capital letters and digits alone, in the
 * alphabet of Crockford's base 32. It says how long it is, so that half a scan is told from a whole one.
 */

import { invariant } from '../kernel/invariant.ts';
import { asciiDigits } from './text.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = 'VP1';
const lengthDigits = 3;
const headLength = prefix.length + lengthDigits;
/** Of a QR code that paper and screens of a shop still show well; about 40 lines of a sale. */
export const proofCharsMax = 2_520;
/** Spaces and hyphens may stand in between. */
export const proofTypedCharsMax = 4_000;

/** `undefined` for more bytes than one QR code should hold. */
export function proofText(bytes: Uint8Array): string | undefined {
  invariant(bytes.length > 0, 'a proof has bytes');
  const digits = base32Of(bytes);
  const text = prefix + numberText(digits.length) + digits;
  return text.length > proofCharsMax ? undefined : text;
}

/** What somebody typed or scanned: no proof at all, a proof that is not all there yet, or its bytes. */
export type TypedProof =
  | { readonly kind: 'none' }
  | { readonly kind: 'begun' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array };

export function typedProof(typed: string): TypedProof {
  if (typed.length > proofTypedCharsMax) return { kind: 'none' };
  const text = plainText(typed);
  if (!text.startsWith(prefix)) return { kind: 'none' };
  if (text.length < headLength) return { kind: 'begun' };
  const length = numberFrom(text.slice(prefix.length, headLength));
  const digits = text.slice(headLength);
  if (length === undefined || digits.length > length) return { kind: 'broken' };
  if (digits.length < length) return { kind: 'begun' };
  const bytes = bytesFrom(digits);
  return bytes === undefined ? { kind: 'broken' } : { kind: 'whole', bytes };
}

function plainText(text: string): string {
  return asciiDigits(text)
    .toUpperCase()
    .replace(/[\s\u200c\u200e\u200f_\-\u2010-\u2015]/g, '');
}

function numberText(value: number): string {
  let text = '';
  for (let place = lengthDigits - 1; place >= 0; place -= 1)
    text += alphabet.charAt((value >> (place * 5)) & 31);
  return text;
}

function numberFrom(text: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    value = value * 32 + digit;
  }
  return value;
}

function base32Of(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (5 - bits)) & 31);
}

/** `undefined` for what `base32Of` would not have written. */
function bytesFrom(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let place = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    held = (held << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place] = held >> bits;
    place += 1;
    held &= (1 << bits) - 1;
  }
  return bits < 5 && held === 0 && bytes.length > 0 ? bytes : undefined;
}
