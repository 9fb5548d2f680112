/** A UUIDv7 (RFC 9562 5.7) in parts: its time, which is near to that of others, and what is random in it. */

import { byteAt } from './byte-writer.ts';

export const uuidBytes = 16;
export const timeBytes = 6;
export const uuidMsMax = 2 ** 48 - 1;
/** The upper four bits say that this is version 7. */
export const versionByte = 6;
export const versionBits = 0x70;
/** The upper two bits say which layout this is. */
export const variantByte = 8;
export const variantBits = 0x80;
/** What is left of it beside its time and those two bytes. */
export const restBytes = 8;

export function isUuidV7(bytes: Uint8Array): boolean {
  const version = byteAt(bytes, versionByte) & 0xf0;
  const variant = byteAt(bytes, variantByte) & 0xc0;
  return bytes.length === uuidBytes && version === versionBits && variant === variantBits;
}

/** Milliseconds since 1970, 48 bits. */
export function uuidMsOf(bytes: Uint8Array): number {
  let atMs = 0;
  for (let index = 0; index < timeBytes; index += 1) atMs = atMs * 256 + byteAt(bytes, index);
  return atMs;
}
