/** One item of canonical bytes, read in place: no object is made of it. */

import { canonicalDepthMax } from '#shared/ledger/canonical-bytes.ts';
import { byteAt } from './byte-writer.ts';

export const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, simple: 7 } as const;
export const simpleFalse = 20;
export const simpleTrue = 21;
export const simpleNull = 22;

/** The first bytes of an item: its kind, and its number, length or count. */
export type Head = {
  major: number;
  argument: number;
  /** Where the content begins. */
  contentAt: number;
};

export function createHead(): Head {
  return { major: 0, argument: 0, contentAt: 0 };
}

/** False where the bytes end, or hold what no canonical writer makes. */
export function readHead(bytes: Uint8Array, at: number, head: Head): boolean {
  if (at >= bytes.length) return false;
  const first = byteAt(bytes, at);
  head.major = first >> 5;
  const short = first & 0x1f;
  if (short < 24) {
    head.argument = short;
    head.contentAt = at + 1;
    return true;
  }
  if (short > 27) return false;
  const width = 2 ** (short - 24);
  head.contentAt = at + 1 + width;
  if (head.contentAt > bytes.length) return false;
  let argument = 0;
  for (let index = at + 1; index < head.contentAt; index += 1)
    argument = argument * 256 + byteAt(bytes, index);
  head.argument = argument;
  // One number has one head: it takes no more bytes than it needs.
  const isShortest = width === 1 ? argument >= 24 : argument >= 256 ** (width / 2);
  return isShortest && argument <= Number.MAX_SAFE_INTEGER;
}

export type Scanned = {
  /** -1 where the bytes are no canonical item. */
  readonly end: number;
  /** The item itself, and all within it. */
  readonly values: number;
};

/** Whether the bytes from `at` on are an item that can be written again from its parts, and how large it is. */
export function scanItem(bytes: Uint8Array, at: number): Scanned {
  const head = createHead();
  let values = 0;
  const scan = (from: number, depth: number): number => {
    values += 1;
    if (!readHead(bytes, from, head)) return -1;
    const { argument, contentAt } = head;
    switch (head.major) {
      case major.unsigned:
        return contentAt;
      case major.negative:
        return argument < Number.MAX_SAFE_INTEGER ? contentAt : -1;
      case major.bytes:
      case major.text:
        return contentAt + argument <= bytes.length ? contentAt + argument : -1;
      case major.array:
        return depth < canonicalDepthMax ? scanElements(argument, contentAt, depth + 1) : -1;
      case major.simple:
        return argument >= simpleFalse && argument <= simpleNull ? contentAt : -1;
      default:
        return -1;
    }
  };
  const scanElements = (count: number, from: number, depth: number): number => {
    let next = from;
    for (let element = 0; element < count && next >= 0; element += 1) next = scan(next, depth);
    return next;
  };
  return { end: scan(at, 0), values };
}

/** Where the item ends; -1 where it does not end within the bytes. */
export function skipItem(bytes: Uint8Array, at: number, head: Head): number {
  let next = at;
  // Every item takes a byte at least, so that an array of a billion elements ends this where the bytes end.
  for (let open = 1; open > 0; open -= 1) {
    if (!readHead(bytes, next, head)) return -1;
    next = head.contentAt;
    if (head.major === major.array) open += head.argument;
    if (head.major === major.bytes || head.major === major.text) next += head.argument;
  }
  return next <= bytes.length ? next : -1;
}

/** Where an element of the array at `at` begins; -1 where that is no array with so many. */
export function elementAt(bytes: Uint8Array, at: number, index: number): number {
  const head = createHead();
  if (!readHead(bytes, at, head) || head.major !== major.array || head.argument <= index) return -1;
  let next = head.contentAt;
  for (let skipped = 0; skipped < index && next >= 0; skipped += 1) next = skipItem(bytes, next, head);
  return next;
}
