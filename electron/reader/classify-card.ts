/**
 * What kind of card lies on the reader, from its ATR and historical bytes alone.
 *
 * nfc-pcsc looks at one byte of the ATR and takes every other card for ISO 14443-4. Here a card that cannot be placed
 * is `unknown`, and is never trusted for more than its UID.
 */

import { parseAtr } from './atr.ts';

export type CardKind =
  /** Memory card described by the reader (PC/SC part 3): MIFARE Classic, Ultralight, NTAG … */
  | { readonly kind: 'storage'; readonly cardName: number }
  /** ISO 14443-4 with the answer of a DESFire: never a bank card. */
  | { readonly kind: 'desfire' }
  /** ISO 14443-4: may be a bank card or a phone. */
  | { readonly kind: 'isoDep' }
  /** FeliCa, ISO 15693, ISO 14443 B and others whose identifiers are none, or not of 4, 7 or 10 bytes. */
  | { readonly kind: 'otherFamily' }
  /** A chip in a contact slot. */
  | { readonly kind: 'contact' }
  | { readonly kind: 'unknown' };

/** Category 80, tag 4F, 12 bytes, RID of the PC/SC workgroup; the standard and the card's name follow. */
const storagePrefix = [0x80, 0x4f, 0x0c, 0xa0, 0x00, 0x00, 0x03, 0x06];
/**
 * Standards of PC/SC part 3: ISO 14443 A in parts 1 to 3, and 0 where the reader does not know. Identifiers of type B
 * may be new at every tap.
 */
const storageStandards: ReadonlySet<number> = new Set([0x00, 0x01, 0x02, 0x03]);
/** FeliCa by its registered name and as ACR122 firmware names it (212 and 424 kbit/s). */
const feliCaNames: ReadonlySet<number> = new Set([0x003b, 0xf011, 0xf012]);

export function classifyCard(atrBytes: Uint8Array): CardKind {
  const atr = parseAtr(atrBytes);
  if (atr === undefined) return { kind: 'unknown' };
  if (!atr.isContactless) return { kind: 'contact' };
  const { historical } = atr;
  if (storagePrefix.every((byte, index) => historical[index] === byte)) return storageCard(historical);
  if (historical.length === 1 && historical[0] === 0x80) return { kind: 'desfire' };
  return { kind: 'isoDep' };
}

/** True when only the card itself can say that it is not a bank card. */
export function mayBePayment(card: CardKind): boolean {
  return card.kind === 'isoDep' || card.kind === 'unknown';
}

function storageCard(historical: Uint8Array): CardKind {
  const [standard, high, low] = historical.subarray(storagePrefix.length);
  if (standard === undefined || high === undefined || low === undefined) return { kind: 'unknown' };
  const cardName = (high << 8) | low;
  if (feliCaNames.has(cardName) || !storageStandards.has(standard)) return { kind: 'otherFamily' };
  return { kind: 'storage', cardName };
}
