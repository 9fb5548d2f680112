/** The plain bytes under a segment: lengths, varints and layers of docs/sync-segment.md section 1. */

/** Numbers that stand in layers: the first byte of each, then the second of those that have one, and so on. */
export function readLayers(source: Cursor, count: number): readonly number[] {
  const numbers = Array.from({ length: count }, () => 0);
  let open = numbers.map((_, index) => index);
  for (let layer = 0; open.length > 0; layer += 1) {
    must(layer < 8, 'at most eight layers');
    const bytes = source.bytes(open.length);
    open.forEach((index, at) => {
      numbers[index] = (numbers[index] ?? 0) + ((bytes[at] ?? 0) & 127) * 2 ** (7 * layer);
    });
    open = open.filter((_, at) => ((bytes[at] ?? 0) & 128) !== 0);
  }
  must(
    numbers.every((number) => Number.isSafeInteger(number)),
    'numbers up to 2^53 - 1',
  );
  return numbers;
}

/** Takes bytes from the front. */
export type Cursor = {
  readonly bytes: (length: number) => Buffer;
  readonly varint: () => number;
  readonly isAtEnd: () => boolean;
};

export function createCursor(all: Buffer): Cursor {
  let at = 0;
  const bytes = (length: number): Buffer => {
    must(at + length <= all.length, 'bytes left');
    at += length;
    return all.subarray(at - length, at);
  };
  const varint = (): number => {
    let number = 0;
    for (let place = 0; place < 8; place += 1) {
      const byte = bytes(1).readUInt8(0);
      number += (byte & 127) * 2 ** (7 * place);
      if (byte < 128) {
        must(Number.isSafeInteger(number), 'a count up to 2^53 - 1');
        return number;
      }
    }
    throw new Error('a count of more than eight bytes');
  };
  return { bytes, varint, isAtEnd: () => at === all.length };
}

/** Throws where the segment has a fault. */
export function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`the segment lacks ${what}`);
}
