/** An authenticator app: codes of RFC 6238 from Node's own HMAC, sharing nothing with HQ's. */

import { createHmac } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that the app shows at an instant. `secretText` as it is typed into the app, in base 32. */
export function codeOfApp(secretText: string, atMs: number): string {
  const bits = Array.from(secretText, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join(
    '',
  );
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const tag = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const place = (tag.at(-1) ?? 0) & 15;
  const number = tag.readUInt32BE(place) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
