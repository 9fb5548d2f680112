/**
 * One frame of the journal: marked, numbered, sealed and checksummed, so that a cut, a changed byte and a frame in the
 * wrong place are each told from a whole one, and what follows a damaged frame can still be found.
 */

import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { invariant } from '#shared/kernel/invariant.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { SealedHeader } from './segment-header.ts';

export type Frame = {
  /** 0, 1, 2 … inside its segment. */
  readonly number: number;
  readonly content: Uint8Array;
};

export type FrameToSeal = Frame & {
  /** 8 bytes. With the number it is the nonce: no two frames under one key share one. */
  readonly random: Uint8Array;
};

export type ReadFrames = {
  readonly frames: readonly Frame[];
  /** Bytes that belong to no whole frame: the torn end of a write, or damage. */
  readonly strayBytes: number;
};

export const frameRandomBytes = 8;
/** What a frame may hold; a booking has a few hundred bytes to a few megabytes. */
export const frameContentBytesMax = 64 * 1024 * 1024;

/** "VfJf", number, length of the sealed content, random, tag; then the content, and the SHA-256 of all before it. */
const mark = Uint8Array.from([0x56, 0x66, 0x4a, 0x66]);
const lengthOffset = 8;
const randomOffset = 12;
const tagOffset = 20;
const contentOffset = 36;
const tagBytes = 16;
const checkBytes = 32;
const algorithm = 'aes-256-gcm';

export function sealFrame({ bytes: header, keys }: SealedHeader, frame: FrameToSeal): Uint8Array {
  const { number, content, random } = frame;
  invariant(random.length === frameRandomBytes, 'a frame takes 8 random bytes');
  invariant(content.length <= frameContentBytesMax, 'a frame stays below its limit');
  const bytes = new Uint8Array(contentOffset + content.length + checkBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(mark);
  view.setUint32(mark.length, number, true);
  view.setUint32(lengthOffset, content.length, true);
  bytes.set(random, randomOffset);
  const cipher = createCipheriv(algorithm, keys.cipherKey, nonceOf(bytes));
  cipher.setAAD(Buffer.concat([header, bytes.subarray(0, randomOffset)]));
  bytes.set(cipher.update(content), contentOffset);
  cipher.final();
  bytes.set(cipher.getAuthTag(), tagOffset);
  bytes.set(checkOf(bytes), bytes.length - checkBytes);
  return bytes;
}

/** The whole frames in `bytes`, which follow the header of a segment; numbers only rise. */
export function readFrames(sealed: SealedHeader, bytes: Uint8Array): ReadFrames {
  const frames: Frame[] = [];
  let offset = 0;
  let wholeBytes = 0;
  while (offset >= 0 && offset < bytes.length) {
    const found = frameAt(sealed, bytes, offset);
    const isNext = found !== undefined && found.number > (frames.at(-1)?.number ?? -1);
    if (!isNext) {
      offset = nextMark(bytes, offset + 1);
      continue;
    }
    frames.push({ number: found.number, content: found.content });
    offset += found.length;
    wholeBytes += found.length;
  }
  return { frames, strayBytes: bytes.length - wholeBytes };
}

type FoundFrame = Frame & { readonly length: number };

function frameAt(
  { bytes: header, keys }: SealedHeader,
  bytes: Uint8Array,
  at: number,
): FoundFrame | undefined {
  if (bytes.length - at < contentOffset + checkBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const contentLength = view.getUint32(lengthOffset, true);
  const length = contentOffset + contentLength + checkBytes;
  if (contentLength > frameContentBytesMax || length > bytes.length - at) return undefined;
  const frame = bytes.subarray(at, at + length);
  if (!mark.every((byte, index) => frame[index] === byte)) return undefined;
  if (!isSameBytes(checkOf(frame), frame.subarray(length - checkBytes))) return undefined;
  const decipher = createDecipheriv(algorithm, keys.cipherKey, nonceOf(frame));
  decipher.setAAD(Buffer.concat([header, frame.subarray(0, randomOffset)]));
  decipher.setAuthTag(frame.subarray(tagOffset, tagOffset + tagBytes));
  const content = decipher.update(frame.subarray(contentOffset, length - checkBytes));
  try {
    decipher.final();
  } catch {
    return undefined; // node throws where the tag does not match: a frame of another key or place
  }
  return { number: view.getUint32(mark.length, true), content, length };
}

function nonceOf(frame: Uint8Array): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce.set(frame.subarray(randomOffset, tagOffset));
  nonce.set(frame.subarray(mark.length, lengthOffset), frameRandomBytes);
  return nonce;
}

function checkOf(frame: Uint8Array): Uint8Array {
  return createHash('sha256')
    .update(frame.subarray(0, frame.length - checkBytes))
    .digest();
}

function nextMark(bytes: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(mark, from);
}
