/** Bytes as lower-case hexadecimal text. */

const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexPattern = /^[0-9a-f]*$/i;

export function bytesToHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byteTexts[byte];
  return text;
}

/** `undefined` when the text is not an even number of hexadecimal digits. */
export function hexToBytes(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !hexPattern.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = digitOf(text.charCodeAt(index * 2)) * 16 + digitOf(text.charCodeAt(index * 2 + 1));
  }
  return bytes;
}

/**
 * The code of one hexadecimal digit in either case. Ids are turned into bytes dozens of times in every sale; a branch on
 * digits that come in no order takes three times as long.
 */
export function digitOf(code: number): number {
  // Letters have bit 6, and their last four bits count from 1.
  return (code & 15) + (code >> 6) * 9;
}
