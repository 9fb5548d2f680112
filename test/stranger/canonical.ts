/** Canonical bytes, read and written as docs/sync-protocol.md section 2 tells it, by nobody else's code. */

export type Value = number | string | boolean | null | Uint8Array | readonly Value[];

const depthMax = 16;
const bytesMax = 16 * 1024 * 1024;

/** The canonical bytes of a value. */
export function write(value: Value): Buffer {
  if (value === null) return Buffer.of(0xf6);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([head(3, text.length), text]);
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(4, value.length), ...value.map((item) => write(item))]);
}

/** A major type with its number or length in the shortest form. */
export function head(major: number, count: number): Buffer {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`no whole number: ${count}`);
  if (count < 24) return Buffer.of((major << 5) | count);
  if (count < 0x1_00) return Buffer.of((major << 5) | 24, count);
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt(count), 1);
  const length = count < 0x1_00_00 ? 2 : count < 0x1_00_00_00_00 ? 4 : 8;
  const code = length === 2 ? 25 : length === 4 ? 26 : 27;
  return Buffer.concat([Buffer.of((major << 5) | code), bytes.subarray(9 - length)]);
}

/** The one value that these bytes are, or an error where they are not the canonical bytes of one. */
export function read(bytes: Uint8Array): Value {
  if (bytes.length > bytesMax) throw new Error('more than 16 MiB');
  const source = { bytes: Buffer.from(bytes), at: 0 };
  const value = readOne(source, 0);
  if (source.at !== bytes.length) throw new Error('bytes behind the value');
  return value;
}

type Source = { readonly bytes: Buffer; at: number };

function readOne(source: Source, depth: number): Value {
  const first = take(source, 1)[0] ?? 0;
  if (first === 0xf4 || first === 0xf5) return first === 0xf5;
  if (first === 0xf6) return null;
  const major = first >> 5;
  const count = readCount(source, first & 31);
  if (major === 0) return count;
  if (major === 1) return safe(-1 - count);
  if (major === 2) return Buffer.from(take(source, count));
  if (major === 3)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(source, count));
  if (major !== 4) throw new Error(`major type ${major}`);
  if (depth === depthMax) throw new Error('nested too deep');
  const items: Value[] = [];
  for (let index = 0; index < count; index += 1) items.push(readOne(source, depth + 1));
  return items;
}

function readCount(source: Source, code: number): number {
  if (code < 24) return code;
  if (code > 27) throw new Error(`length ${code}`);
  const length = 1 << (code - 24);
  const bytes = take(source, length);
  const count = safe(Number(BigInt(`0x${bytes.toString('hex')}`)));
  const least = length === 1 ? 24 : 2 ** (4 * length);
  if (count < least) throw new Error('not the shortest form');
  return count;
}

function take(source: Source, length: number): Buffer {
  if (source.at + length > source.bytes.length) throw new Error('cut off');
  source.at += length;
  return source.bytes.subarray(source.at - length, source.at);
}

function safe(number: number): number {
  if (!Number.isSafeInteger(number)) throw new Error('a number past 2^53 - 1');
  return number;
}

/** Where element `index` of the array at `at` begins; an error where there is none, or what is before it is no canonical item. */
export function elementAt(bytes: Buffer, at: number, index: number): number {
  const source = { bytes, at };
  const first = take(source, 1)[0] ?? 0;
  if (first >> 5 !== 4 || readCount(source, first & 31) <= index) throw new Error('no such element');
  for (let skipped = 0; skipped < index; skipped += 1) skipOne(source);
  return source.at;
}

function skipOne(source: Source): void {
  const first = take(source, 1)[0] ?? 0;
  const major = first >> 5;
  if (major === 7) {
    if (first < 0xf4 || first > 0xf6) throw new Error('no canonical item');
    return;
  }
  const count = readCount(source, first & 31);
  if (major === 2 || major === 3) take(source, count);
  else if (major === 4) for (let item = 0; item < count; item += 1) skipOne(source);
  else if (major > 4) throw new Error('no canonical item');
}
