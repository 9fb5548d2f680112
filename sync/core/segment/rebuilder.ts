/** What is kept while bodies are put together: the bytes so far, and where in them each text and byte string stands. */

import { byteAt, createByteWriter, extend, numberAt, writeByte } from './byte-writer.ts';
import type { ByteWriter } from './byte-writer.ts';
import { major } from './cbor-item.ts';
import type { Column } from './columns.ts';
import type { ColumnsToRead, ColumnToRead } from './read-columns.ts';
import { createRecentNumbers } from './recent-numbers.ts';
import type { RecentNumbers } from './recent-numbers.ts';
import { BadSegment } from './segment-fault.ts';

/** Where an item with its head was written first. */
type Written = { readonly at: number; readonly end: number };

export type Rebuilder = {
  readonly read: ColumnsToRead;
  readonly out: ByteWriter;
  readonly texts: Written[];
  readonly byteStrings: Written[];
  readonly recent: RecentNumbers;
  /** The operation key that is made when its entry is whole. */
  key: { readonly at: number; readonly derivation: number } | undefined;
};

/** Where a value is read, the text before it in its record, and how many arrays it lies in. */
export type Spot = {
  readonly column: Column<ColumnToRead>;
  readonly key: number;
  readonly depth: number;
};

export function createRebuilder(read: ColumnsToRead, bodiesBytesMax: number): Rebuilder {
  return {
    read,
    out: createByteWriter(bodiesBytesMax),
    texts: [],
    byteStrings: [],
    recent: createRecentNumbers(),
    key: undefined,
  };
}

export function nextTag({ own }: Column<ColumnToRead>): number {
  if (own.tagsRead === own.tags.length) throw new BadSegment('malformed');
  own.tagsRead += 1;
  return byteAt(own.tags, own.tagsRead - 1);
}

export function nextNumber({ own }: Column<ColumnToRead>): number {
  if (own.numbersRead === own.numbers.length) throw new BadSegment('malformed');
  own.numbersRead += 1;
  return numberAt(own.numbers, own.numbersRead - 1);
}

/** In as few bytes as it takes, as canonical CBOR wants it. */
export function writeHead(out: ByteWriter, ofMajor: number, argument: number): void {
  const first = ofMajor << 5;
  if (argument < 24) {
    writeByte(out, first | argument);
    return;
  }
  const width = argument < 0x100 ? 1 : argument < 0x1_0000 ? 2 : argument < 0x1_0000_0000 ? 4 : 8;
  const at = extend(out, 1 + width);
  out.buffer[at] = first | (24 + Math.log2(width));
  let rest = argument;
  for (let place = at + width; place > at; place -= 1) {
    out.buffer[place] = rest % 0x100;
    rest = Math.floor(rest / 0x100);
  }
}

/** Throws for what is no safe integer. */
export function writeInteger({ out, recent }: Rebuilder, value: number): void {
  if (!Number.isSafeInteger(value)) throw new BadSegment('malformed');
  if (value < 0) writeHead(out, major.negative, -1 - value);
  else writeHead(out, major.unsigned, value);
  recent.use(value);
}

export function writeAgain({ out }: Rebuilder, from: readonly Written[], number: number): void {
  const written = from[number];
  if (written === undefined) throw new BadSegment('malformed');
  const at = extend(out, written.end - written.at);
  out.buffer.copyWithin(at, written.at, written.end);
}
