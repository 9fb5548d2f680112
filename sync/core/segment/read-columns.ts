/** The parts of a decompressed segment, each with its bounds checked, before any value is read. */

import { byteAt } from './byte-writer.ts';
import { createColumns } from './columns.ts';
import type { Columns } from './columns.ts';
import { readLayers } from './number-layers.ts';
import { BadSegment } from './segment-fault.ts';
import { columnsMax, valuesMax } from './segment-limits.ts';
import { segmentFormat } from './segment-tags.ts';
import { restBytes } from './uuid-parts.ts';

export type ColumnToRead = {
  readonly tags: Uint8Array;
  readonly numbers: Float64Array;
  /** How many of each were read. */
  tagsRead: number;
  numbersRead: number;
};

/** Bytes that are read from the front. */
export type ByteSource = { readonly bytes: Uint8Array; at: number };

export type ColumnsToRead = {
  readonly entries: number;
  readonly columns: Columns<ColumnToRead>;
  readonly columnCount: number;
  readonly uuidFours: ByteSource;
  readonly uuidSixes: ByteSource;
  readonly uuidRests: ByteSource;
  readonly contents: ByteSource;
};

/** Throws what is wrong. Nothing is allocated by a count that the bytes do not bear out. */
export function readColumns(bytes: Uint8Array): ColumnsToRead {
  const source: ByteSource = { bytes, at: 0 };
  if (readVarint(source) !== segmentFormat) throw new BadSegment('format_unknown');
  const entries = readVarint(source);
  const columnCount = readVarint(source);
  const uuidCount = readVarint(source);
  if (columnCount > columnsMax) throw new BadSegment('malformed');
  const read = readValues(source, readSizes(source, columnCount));
  return {
    entries,
    columns: createColumns((order) => {
      const own = read[order];
      if (own === undefined) throw new BadSegment('malformed');
      return own;
    }),
    columnCount,
    uuidFours: takeSource(source, uuidCount),
    uuidSixes: takeSource(source, uuidCount),
    uuidRests: takeSource(source, uuidCount * restBytes),
    contents: takeSource(source, bytes.length - source.at),
  };
}

/** The next `count` bytes, not copied. */
export function takeBytes(source: ByteSource, count: number): Uint8Array {
  const end = source.at + count;
  if (end > source.bytes.length) throw new BadSegment('truncated');
  const taken = source.bytes.subarray(source.at, end);
  source.at = end;
  return taken;
}

export function isReadThrough({ bytes, at }: ByteSource): boolean {
  return at === bytes.length;
}

type ColumnSize = { readonly tags: number; readonly numbers: number };

function readSizes(source: ByteSource, columnCount: number): readonly ColumnSize[] {
  const sizes: ColumnSize[] = [];
  let values = 0;
  for (let order = 0; order < columnCount; order += 1) {
    const size = { tags: readVarint(source), numbers: readVarint(source) };
    values += size.tags;
    if (values > valuesMax || size.numbers > size.tags) throw new BadSegment('malformed');
    sizes.push(size);
  }
  return sizes;
}

function readValues(source: ByteSource, sizes: readonly ColumnSize[]): readonly ColumnToRead[] {
  const tagged = sizes.map(({ tags, numbers }) => ({ tags: takeBytes(source, tags), count: numbers }));
  return tagged.map(({ tags, count }) => {
    const { numbers, end } = readLayers(source.bytes, source.at, count);
    source.at = end;
    return { tags, numbers, tagsRead: 0, numbersRead: 0 };
  });
}

function takeSource(source: ByteSource, count: number): ByteSource {
  return { bytes: takeBytes(source, count), at: 0 };
}

function readVarint(source: ByteSource): number {
  let value = 0;
  let weight = 1;
  for (;;) {
    if (source.at >= source.bytes.length) throw new BadSegment('truncated');
    const byte = byteAt(source.bytes, source.at);
    source.at += 1;
    value += (byte % 0x80) * weight;
    if (!Number.isSafeInteger(value)) throw new BadSegment('malformed');
    if (byte < 0x80) return value;
    weight *= 0x80;
  }
}
