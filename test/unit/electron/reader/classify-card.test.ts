import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyCard, mayBePayment } from '#electron/reader/classify-card.ts';
import type { CardKind } from '#electron/reader/classify-card.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';

function bytesOf(hex: string): Uint8Array {
  const bytes = hexToBytes(hex.replaceAll(' ', ''));
  if (bytes === undefined) throw new Error(`not hexadecimal: ${hex}`);
  return bytes;
}

function kindOf(hex: string): CardKind['kind'] {
  return classifyCard(bytesOf(hex)).kind;
}

/** What a reader of PC/SC part 3 makes up for a memory card. */
function storageAtr(standard: number, cardName: number): Uint8Array {
  const historical = [
    0x80,
    0x4f,
    0x0c,
    0xa0,
    0,
    0,
    3,
    6,
    standard,
    cardName >> 8,
    cardName & 0xff,
    0,
    0,
    0,
    0,
  ];
  return withChecksum([0x3b, 0x8f, 0x80, 0x01, ...historical]);
}

function isoDepAtr(historical: readonly number[]): Uint8Array {
  return withChecksum([0x3b, 0x80 | historical.length, 0x80, 0x01, ...historical]);
}

function withChecksum(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes, bytes.slice(1).reduce((sum, byte) => sum ^ byte, 0)]);
}

/** Answers of real cards behind contactless readers, and of chips in contact slots. */
const knownAnswers: readonly (readonly [string, string, CardKind['kind']])[] = [
  ['MIFARE Classic 1K', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A', 'storage'],
  ['MIFARE Classic 4K', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 02 00 00 00 00 69', 'storage'],
  ['Ultralight or NTAG', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 03 00 00 00 00 68', 'storage'],
  ['MIFARE Mini', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 26 00 00 00 00 4D', 'storage'],
  ['Ultralight C', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 3A 00 00 00 00 51', 'storage'],
  ['MIFARE Plus SL1 2K', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 36 00 00 00 00 5D', 'storage'],
  ['Infineon Classic, ACR122', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 FF 88 00 00 00 00 1C', 'storage'],
  ['a memory card without a name', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 00 00 00 00 00 00 00 68', 'storage'],
  ['Topaz, ACR122', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 F0 04 00 00 00 00 9F', 'storage'],
  ['FeliCa', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 11 00 3B 00 00 00 00 42', 'otherFamily'],
  ['FeliCa 212, ACR122', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 F0 11 00 00 00 00 8A', 'otherFamily'],
  ['FeliCa 424, ACR122', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 F0 12 00 00 00 00 89', 'otherFamily'],
  ['ICODE SLI (ISO 15693)', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 0B 00 14 00 00 00 00 77', 'otherFamily'],
  ['DESFire', '3B 81 80 01 80 80', 'desfire'],
  ['a phone or an empty answer', '3B 80 80 01 01', 'isoDep'],
  ['JCOP', '3B 89 80 01 4A 43 4F 50 34 31 56 32 32 4D', 'isoDep'],
  ['MIFARE 1K on an Infineon chip', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 FF 00 00 00 00 94', 'storage'],
  [
    'a phone sharing, older Android',
    '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 FF 40 00 00 00 00 D4',
    'storage',
  ],
  [
    'a Chinese identity card (type B)',
    '3B 8F 80 01 80 4F 0C A0 00 00 03 06 07 FF B0 00 00 00 00 20',
    'otherFamily',
  ],
  ['CryptoRF (type B)', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 07 00 00 00 00 00 00 6F', 'otherFamily'],
  [
    'ISO 15693 of Texas Instruments',
    '3B 8F 80 01 80 4F 0C A0 00 00 03 06 0B 00 12 00 00 00 00 71',
    'otherFamily',
  ],
  ['iCLASS 16K', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 0A 00 1C 00 00 00 00 7E', 'otherFamily'],
  ['HID Proximity', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 40 00 00 00 00 00 00 28', 'otherFamily'],
  ['a Dutch passport', '3B 84 80 01 04 38 33 B1 BB', 'isoDep'],
  ['a contactless Mastercard', '3B 85 80 01 20 63 CB C6 00 4A', 'isoDep'],
  ['a contactless Maestro', '3B 88 80 01 00 00 00 00 00 81 77 00 FF', 'isoDep'],
  ['a contactless Visa', '3B 8F 80 01 41 43 4F 53 20 46 69 6F 6E 61 31 20 4C 63 36 77', 'isoDep'],
  ['a contactless American Express', '3B 8B 80 01 00 31 C0 64 08 44 03 76 00 90 00 36', 'isoDep'],
  ['a German identity card', '3B 88 80 01 E1 F3 5E 13 77 83 D5 00 77', 'isoDep'],
  ['CIPURSE', '3B 87 80 01 77 43 32 54 01 01 00 54', 'isoDep'],
  ['a Navigo transport card', '3B 8C 80 01 50 27 22 ED 0D 00 00 00 00 00 71 81 48', 'isoDep'],
  ['a student card on JCOP', '3B 8D 80 01 0D 78 F7 B1 02 4A 43 4F 50 76 32 34 31 6A', 'isoDep'],
  ['a bank card in a slot', '3B 68 00 00 00 73 C8 40 12 00 90 00', 'contact'],
  ['a Visa in a slot', '3B 65 00 00 20 63 CB A8 A0', 'contact'],
  [
    'a Geldkarte in a slot',
    '3B FD 91 00 FF 91 81 71 FE 40 00 41 20 00 41 00 81 80 31 C0 73 D6 21 C0 D8',
    'contact',
  ],
  ['a SIM card in a slot', '3B 9F 95 C0 0A 1F C7 80 31 E0 73 FE 21 1B 63 F1 00 AD 83 0F 90 00 DD', 'contact'],
  ['a health card in a slot', '3B 75 13 00 00 49 09 EA 90 00', 'contact'],
  ['a STARCOS card in a slot', '3B B7 94 00 81 31 FE 65 53 50 4B 32 32 90 00 D0', 'contact'],
  ['an inverse-convention card', '3F 67 25 00 21 20 00 0F 68 90 00', 'contact'],
  ['nothing', '', 'unknown'],
  ['one byte', '3B', 'unknown'],
  [
    'a Classic with a wrong checksum',
    '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6B',
    'unknown',
  ],
  ['a Classic cut short', '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00', 'unknown'],
  [
    'a Classic with a byte too many',
    '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A 00',
    'unknown',
  ],
  ['another first byte', '3C 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A', 'unknown'],
];

test.each(knownAnswers)('the answer of %s (%s) is taken for %s', (_card, hex, kind) => {
  expect(kindOf(hex)).toBe(kind);
});

describe('made-up answers', () => {
  const families = [0x00, 0x01, 0x02, 0x03];
  const feliCa = [0x003b, 0xf011, 0xf012];

  test('every memory card of ISO 14443 A is a storage card with its name', () => {
    for (const standard of families) {
      for (let cardName = 0; cardName <= 0x40; cardName += 1) {
        if (feliCa.includes(cardName)) continue;
        expect(classifyCard(storageAtr(standard, cardName))).toEqual({ kind: 'storage', cardName });
      }
    }
  });

  test('every memory card of another standard is of another family', () => {
    for (let standard = 0; standard <= 0xff; standard += 1) {
      if (families.includes(standard)) continue;
      expect(classifyCard(storageAtr(standard, 1)).kind).toBe('otherFamily');
    }
  });

  test('a processor card is never taken for a memory card, whatever it says of itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 14 }), (historical) => {
        const card = classifyCard(isoDepAtr([...historical]));
        expect(['isoDep', 'desfire']).toContain(card.kind);
        expect(mayBePayment(card)).toBe(card.kind === 'isoDep');
      }),
    );
  });

  test('bytes at random are never a bug and hardly ever a member’s card', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(['unknown', 'contact']).toContain(classifyCard(bytes).kind);
      }),
      { numRuns: 20_000 },
    );
  });

  test('one flipped bit in a memory card’s answer makes it unknown', () => {
    const good = storageAtr(3, 3);
    for (let bit = 0; bit < good.length * 8; bit += 1) {
      const flipped = good.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(classifyCard(flipped).kind).not.toBe('storage');
    }
  });
});
