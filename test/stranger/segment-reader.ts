/** Reads any sync segment that docs/sync-segment.md section 2 gives a meaning to. */

import { brotliDecompressSync } from 'node:zlib';
import { elementAt, head, write } from './canonical.ts';
import { sha256 } from './secrets.ts';
import { createCursor, must, readLayers } from './segment-bytes.ts';
import type { Cursor } from './segment-bytes.ts';

type ArrayForm = { readonly is: 'array'; readonly kind: 'list' | 'record'; readonly length: number };
type Remembered =
  | ArrayForm
  | { readonly is: 'plain'; readonly value: boolean | null }
  | { readonly is: 'whole'; readonly value: number }
  | { readonly is: 'text' | 'bytes' | 'key'; readonly number: number };

type Node = { readonly bytes: Buffer } | { readonly key: number } | { readonly items: readonly Node[] };

type Column = {
  readonly tags: Buffer;
  readonly numbers: readonly number[];
  tagAt: number;
  numberAt: number;
  timeMs: number;
  last: Remembered | undefined;
  readonly beside: Map<number, Remembered>;
  items: Column | undefined;
  readonly records: Map<number, readonly Column[]>;
};

type Reading = {
  readonly columns: readonly Column[];
  made: number;
  readonly texts: Buffer[];
  readonly strings: Buffer[];
  readonly uuids: {
    readonly count: number;
    readonly lowSix: Buffer;
    readonly lowEight: Buffer;
    readonly rest: Buffer;
    at: number;
  };
  readonly contents: Cursor;
  recent: number[];
  keys: number;
};

const arraysMax = 16;

/** The bodies of a segment, byte for byte; an error where it has a fault anywhere. */
export const bodiesOf = (segment: Uint8Array): readonly Buffer[] =>
  bodiesOfPlain(brotliDecompressSync(segment, { maxOutputLength: 18 * 1024 * 1024 }));

/** The same of a segment that was unpacked. */
export function bodiesOfPlain(plain: Uint8Array): readonly Buffer[] {
  const source = createCursor(Buffer.from(plain));
  const format = source.varint();
  const entries = source.varint();
  const columnCount = source.varint();
  const uuidCount = source.varint();
  must(
    format === 1 && entries >= 1 && entries <= 1000 && columnCount >= 1 && columnCount <= 4096,
    'the head',
  );
  const sizes = Array.from({ length: columnCount }, () => ({
    tags: source.varint(),
    numbers: source.varint(),
  }));
  must(
    sizes.every(({ tags, numbers }) => numbers <= tags) &&
      sizes.reduce((sum, { tags }) => sum + tags, 0) <= 524_288,
    'sizes',
  );
  const tags = sizes.map((size) => source.bytes(size.tags));
  const columns = sizes.map((size, index) =>
    columnOf(tags[index] ?? Buffer.alloc(0), readLayers(source, size.numbers)),
  );
  const uuids = {
    count: uuidCount,
    lowSix: source.bytes(uuidCount),
    lowEight: source.bytes(uuidCount),
    rest: source.bytes(8 * uuidCount),
    at: 0,
  };
  const reading: Reading = {
    columns,
    made: 0,
    texts: [],
    strings: [],
    uuids,
    contents: source,
    recent: [],
    keys: 0,
  };
  const root = nextColumn(reading);
  const bodies: Buffer[] = [];
  for (let index = 0; index < entries; index += 1) {
    reading.recent = [];
    reading.keys = 0;
    const entry = readValue(reading, root, { key: undefined, depth: 0 });
    bodies.push(entryBytes(entry));
  }
  must(bodies.reduce((sum, { length }) => sum + length, 0) <= 16 * 1024 * 1024, 'all bodies together');
  must(
    columns.every(
      (column) => column.tagAt === column.tags.length && column.numberAt === column.numbers.length,
    ),
    'columns used up',
  );
  must(reading.made === columns.length && uuids.at === uuids.count && source.isAtEnd(), 'everything used up');
  return bodies;
}

type Place = { readonly key: number | undefined; readonly depth: number };

function readValue(reading: Reading, column: Column, place: Place): Node {
  must(column.tagAt < column.tags.length, 'a tag left');
  const tag = column.tags.readUInt8(column.tagAt);
  column.tagAt += 1;
  if (tag === 12) return { bytes: reading.contents.bytes(nextNumber(column)) };
  const expected = (place.key === undefined ? undefined : column.beside.get(place.key)) ?? column.last;
  const found = tag === 0 ? expected : readTag(reading, { column, expected }, tag);
  must(found !== undefined, 'something expected');
  column.last = found;
  if (place.key !== undefined) column.beside.set(place.key, found);
  if (found.is === 'array') return readArray(reading, { column, array: found }, place.depth);
  if (found.is === 'plain') return { bytes: write(found.value) };
  if (found.is === 'key') {
    reading.keys += 1;
    must(reading.keys === 1 && found.number <= 1, 'one derived key');
    return { key: found.number };
  }
  if (found.is !== 'whole') {
    const content = (found.is === 'text' ? reading.texts : reading.strings)[found.number];
    must(content !== undefined, 'a text or byte string read before');
    return { bytes: Buffer.concat([head(found.is === 'text' ? 3 : 2, content.length), content]) };
  }
  const whole = found.value;
  must(Number.isSafeInteger(whole), 'a whole number');
  if (Math.abs(whole) >= 128)
    reading.recent = [whole, ...reading.recent.filter((other) => other !== whole)].slice(0, 16);
  return { bytes: write(whole) };
}

type Tagged = { readonly column: Column; readonly expected: Remembered | undefined };

function readTag(reading: Reading, tagged: Tagged, tag: number): Remembered {
  const { column, expected } = tagged;
  if (tag >= 1 && tag <= 3) return { is: 'plain', value: tag === 1 ? null : tag === 3 };
  if (tag >= 32 && tag < 64) {
    const found = reading.recent[tag & 15];
    must(tag !== 48 && found !== undefined, 'a recent number');
    return { is: 'whole', value: tag < 48 ? found : found - (reading.recent[0] ?? 0) };
  }
  must(tag <= 22 && tag !== 14 && tag !== 15, `a known tag, not ${tag}`);
  const n = nextNumber(column);
  if (tag >= 16) return { is: 'whole', value: unzigzag(n) * 10 ** (tag - 16) };
  if (tag === 13)
    return { is: 'whole', value: (expected?.is === 'whole' ? expected.value : 0) + unzigzag(n) };
  if (tag === 4) return { is: 'array', kind: 'list', length: n };
  if (tag === 5) return { is: 'array', kind: 'record', length: n };
  if (tag === 6) return { is: 'text', number: n };
  if (tag === 7) return { is: 'text', number: reading.texts.push(reading.contents.bytes(n)) - 1 };
  if (tag === 8) return { is: 'bytes', number: n };
  if (tag === 9) return { is: 'bytes', number: reading.strings.push(reading.contents.bytes(n)) - 1 };
  if (tag === 10)
    return { is: 'bytes', number: reading.strings.push(newUuid(reading, column, unzigzag(n))) - 1 };
  return { is: 'key', number: n };
}

function readArray(reading: Reading, found: { column: Column; array: ArrayForm }, depth: number): Node {
  const { column, array } = found;
  must(depth < arraysMax, 'at most sixteen arrays in each other');
  const items: Node[] = [];
  if (array.kind === 'list') {
    for (let index = 0; index < array.length; index += 1) {
      column.items ??= nextColumn(reading);
      items.push(readValue(reading, column.items, { key: undefined, depth: depth + 1 }));
    }
    return { items };
  }
  must(array.length >= 1 && array.length <= 64, 'a record of 1 to 64 fields');
  const fields =
    column.records.get(array.length) ?? Array.from({ length: array.length }, () => nextColumn(reading));
  column.records.set(array.length, fields);
  let key: number | undefined;
  for (const field of fields) {
    items.push(readValue(reading, field, { key, depth: depth + 1 }));
    const isRaw = field.tags[field.tagAt - 1] === 12;
    const { last } = field;
    if (key === undefined && !isRaw && last?.is === 'text') key = last.number;
  }
  return { items };
}

/** The bytes of an entry; a derived key is made of what stands in them, with zeros in its own place meanwhile. */
function entryBytes(entry: Node): Buffer {
  const key = { at: -1, number: 0 };
  const bytes = bytesOf(entry, 0, key);
  if (key.at < 0) return bytes;
  const path = key.number === 0 ? [19, 0] : [19, 4, 0];
  const id = path.reduce((at, index) => elementAt(bytes, at, index), 0);
  must(bytes[id] === 0x50, 'an id of 16 bytes for the derived key');
  const made = sha256(key.number === 0 ? 'sale' : 'value/redeem', bytes.subarray(id + 1, id + 17));
  return Buffer.concat([bytes.subarray(0, key.at), write(made), bytes.subarray(key.at + 34)]);
}

type KeyPlace = { at: number; number: number };

function bytesOf(node: Node, at: number, key: KeyPlace): Buffer {
  if ('bytes' in node) return node.bytes;
  if ('key' in node) {
    key.at = at;
    key.number = node.key;
    return write(Buffer.alloc(32));
  }
  let bytes = head(4, node.items.length);
  for (const item of node.items) bytes = Buffer.concat([bytes, bytesOf(item, at + bytes.length, key)]);
  return bytes;
}

function newUuid(reading: Reading, column: Column, later: number): Buffer {
  const { uuids } = reading;
  must(uuids.at < uuids.count, 'parts of a UUID left');
  column.timeMs += later;
  must(column.timeMs >= 0 && column.timeMs < 2 ** 48, 'a time of a UUID');
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(column.timeMs, 0, 6);
  const [four, six] = [uuids.lowSix.readUInt8(uuids.at), uuids.lowEight.readUInt8(uuids.at)];
  must(four < 16 && six < 64, 'bits of a UUID');
  bytes.writeUInt8(0x70 + four, 6);
  bytes.writeUInt8(0x80 + six, 8);
  uuids.rest.copy(bytes, 7, 8 * uuids.at, 8 * uuids.at + 1);
  uuids.rest.copy(bytes, 9, 8 * uuids.at + 1, 8 * uuids.at + 8);
  uuids.at += 1;
  return bytes;
}

function nextColumn(reading: Reading): Column {
  const column = reading.columns[reading.made];
  must(column !== undefined, 'a column left');
  reading.made += 1;
  return column;
}

function nextNumber(column: Column): number {
  const number = column.numbers[column.numberAt];
  must(number !== undefined, 'a number left');
  column.numberAt += 1;
  return number;
}

const columnOf = (tags: Buffer, numbers: readonly number[]): Column => ({
  tags,
  numbers,
  tagAt: 0,
  numberAt: 0,
  timeMs: 0,
  last: undefined,
  beside: new Map(),
  items: undefined,
  records: new Map(),
});

const unzigzag = (n: number): number => (n % 2 === 0 ? n / 2 : -(n + 1) / 2);
