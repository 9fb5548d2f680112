/**
 * Writes a sync segment as docs/sync-segment.md allows it: without what is expected, without recent numbers and
 * derived keys, so that another writer than ours is what a reader meets.
 */

import { brotliCompressSync } from 'node:zlib';
import { read, write } from './canonical.ts';
import type { Value } from './canonical.ts';

type Column = {
  readonly tags: number[];
  readonly numbers: number[];
  timeMs: number;
  items: Column | undefined;
  readonly records: Map<number, readonly Column[]>;
};

type Segment = {
  readonly columns: Column[];
  readonly texts: Map<string, number>;
  readonly strings: Map<string, number>;
  readonly uuids: Buffer[];
  readonly contents: Buffer[];
};

/** The segment of these bodies, compressed. */
export const segmentOf = (bodies: readonly Uint8Array[]): Buffer => brotliCompressSync(plainOf(bodies));

/** The same before it is compressed. */
export function plainOf(bodies: readonly Uint8Array[]): Buffer {
  const segment: Segment = { columns: [], texts: new Map(), strings: new Map(), uuids: [], contents: [] };
  const root = newColumn(segment);
  for (const body of bodies) {
    const value = parsed(body);
    if (value === undefined) writeRaw(segment, root, body);
    else writeValue(segment, root, value);
  }
  const { columns, uuids } = segment;
  return Buffer.concat([
    ...[1, bodies.length, columns.length, uuids.length].map((count) => varint(count)),
    ...columns.flatMap(({ tags, numbers }) => [varint(tags.length), varint(numbers.length)]),
    ...columns.map(({ tags }) => Buffer.from(tags)),
    ...columns.map(({ numbers }) => layers(numbers)),
    Buffer.from(uuids.map((uuid) => uuid.readUInt8(6) & 15)),
    Buffer.from(uuids.map((uuid) => uuid.readUInt8(8) & 63)),
    ...uuids.flatMap((uuid) => [uuid.subarray(7, 8), uuid.subarray(9)]),
    ...segment.contents,
  ]);
}

function parsed(body: Uint8Array): Value | undefined {
  try {
    return read(body);
  } catch {
    // A body that is no canonical CBOR travels as it is.
    return undefined;
  }
}

function writeValue(segment: Segment, column: Column, value: Value): void {
  const tag = (code: number, number?: number): void => {
    column.tags.push(code);
    if (number !== undefined) column.numbers.push(number);
  };
  if (value === null) tag(1);
  else if (typeof value === 'boolean') tag(value ? 3 : 2);
  else if (typeof value === 'number') writeWhole(segment, column, value);
  else if (typeof value === 'string') {
    const known = segment.texts.get(value);
    if (known !== undefined) return tag(6, known);
    segment.texts.set(value, segment.texts.size);
    tag(7, contents(segment, Buffer.from(value, 'utf8')));
  } else if (value instanceof Uint8Array) writeBytes(segment, column, Buffer.from(value));
  else {
    const isRecord = value.length > 0 && value.length <= 64 && value.every((item) => !Array.isArray(item));
    tag(isRecord ? 5 : 4, value.length);
    if (isRecord) {
      const fields = recordColumns(segment, column, value.length);
      fields.forEach((field, index) => writeValue(segment, field, value[index] ?? null));
    } else for (const item of value) writeValue(segment, itemColumn(segment, column), item);
  }
}

function writeWhole(segment: Segment, column: Column, value: number): void {
  if (Math.abs(value) >= 2 ** 52) return writeRaw(segment, column, write(value));
  column.tags.push(16);
  column.numbers.push(value < 0 ? -2 * value - 1 : 2 * value);
}

function writeBytes(segment: Segment, column: Column, bytes: Buffer): void {
  const known = segment.strings.get(bytes.toString('hex'));
  if (known !== undefined) {
    column.tags.push(8);
    column.numbers.push(known);
    return;
  }
  segment.strings.set(bytes.toString('hex'), segment.strings.size);
  if (bytes.length !== 16 || bytes.readUInt8(6) >> 4 !== 7 || bytes.readUInt8(8) >> 6 !== 2) {
    column.tags.push(9);
    column.numbers.push(contents(segment, bytes));
    return;
  }
  const timeMs = bytes.readUIntBE(0, 6);
  const later = timeMs - column.timeMs;
  column.timeMs = timeMs;
  column.tags.push(10);
  column.numbers.push(later < 0 ? -2 * later - 1 : 2 * later);
  segment.uuids.push(bytes);
}

function writeRaw(segment: Segment, column: Column, bytes: Uint8Array): void {
  column.tags.push(12);
  column.numbers.push(contents(segment, Buffer.from(bytes)));
}

function contents(segment: Segment, bytes: Buffer): number {
  segment.contents.push(bytes);
  return bytes.length;
}

function newColumn(segment: Segment): Column {
  const column: Column = { tags: [], numbers: [], timeMs: 0, items: undefined, records: new Map() };
  segment.columns.push(column);
  return column;
}

function itemColumn(segment: Segment, column: Column): Column {
  column.items ??= newColumn(segment);
  return column.items;
}

function recordColumns(segment: Segment, column: Column, length: number): readonly Column[] {
  const known = column.records.get(length);
  if (known !== undefined) return known;
  const made = Array.from({ length }, () => newColumn(segment));
  column.records.set(length, made);
  return made;
}

/** Unsigned LEB128. */
function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

function layers(numbers: readonly number[]): Buffer {
  const written = numbers.map((number) => varint(number));
  const deepest = Math.max(0, ...written.map(({ length }) => length));
  const all = Array.from({ length: deepest }, (_, layer) =>
    written.flatMap((bytes) => [...bytes.subarray(layer, layer + 1)]),
  );
  return Buffer.from(all.flat());
}
