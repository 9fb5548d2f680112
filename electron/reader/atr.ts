/** Answer to reset (ISO 7816-3): what a card, or a contactless reader on its behalf, says about itself. */

const atrBytesMax = 33;

export type Atr = {
  readonly historical: Uint8Array;
  /** Made up by a contactless reader (PC/SC part 3): `8n 80 01`. */
  readonly isContactless: boolean;
};

/** `undefined` unless the bytes are one complete ATR with a right checksum. */
export function parseAtr(bytes: Uint8Array): Atr | undefined {
  if (bytes.length < 2 || bytes.length > atrBytesMax) return undefined;
  const [start = 0, format = 0] = bytes;
  if (start !== 0x3b && start !== 0x3f) return undefined;
  const header = interfaceBytes(bytes, format >> 4);
  if (header === undefined) return undefined;
  const historicalEnd = header.end + (format & 0x0f);
  const expected = historicalEnd + (header.hasChecksum ? 1 : 0);
  if (bytes.length !== expected) return undefined;
  if (header.hasChecksum && bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0) !== 0) return undefined;
  return {
    historical: bytes.slice(header.end, historicalEnd),
    isContactless: start === 0x3b && format >> 4 === 8 && bytes[2] === 0x80 && bytes[3] === 0x01,
  };
}

/** Walks TA1…TDn; a checksum follows as soon as a protocol other than T=0 is named. */
function interfaceBytes(
  bytes: Uint8Array,
  firstPresence: number,
): { readonly end: number; readonly hasChecksum: boolean } | undefined {
  let presence = firstPresence;
  let end = 2;
  let hasChecksum = false;
  while (presence !== 0) {
    for (const flag of [1, 2, 4]) if ((presence & flag) !== 0) end += 1;
    if ((presence & 8) === 0) break;
    const next = bytes[end];
    if (next === undefined) return undefined;
    if ((next & 0x0f) !== 0) hasChecksum = true;
    presence = next >> 4;
    end += 1;
  }
  return { end, hasChecksum };
}
