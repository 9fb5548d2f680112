/** A contactless card: identity only, never value. */

import { branded } from '../kernel/brand.ts';
import type { Brand } from '../kernel/brand.ts';

/** Upper-case hexadecimal UID of 4, 7 or 10 bytes. */
export type CardUid = Brand<string, 'CardUid'>;

/** How far a card can be trusted: 0 typed by the cashier, 1 UID only, 2 signed token, 3 AES. */
export type CardLevel = 0 | 1 | 2 | 3;
export type CardState = 'active' | 'blocked' | 'replaced';

const uidPattern = /^(?:[0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})$/;

/** Accepts any case; `undefined` unless the text is a UID of 4, 7 or 10 bytes that is not random (08…, ISO 14443-3). */
export function parseCardUid(text: string): CardUid | undefined {
  const upper = text.toUpperCase();
  if (!uidPattern.test(upper)) return undefined;
  if (upper.length === 8 && upper.startsWith('08')) return undefined;
  if (/^0+$/.test(upper)) return undefined;
  return branded<CardUid>(upper);
}
