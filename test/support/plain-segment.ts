/** Segments written byte by byte, as no honest writer would: what is decompressed, before anything is checked. */

export type PlainColumn = {
  readonly tags: readonly number[];
  /** Bytes of the layers. */
  readonly layers?: readonly number[];
  /** How many numbers are said to be in the layers; as many as there are bytes where nothing else is said. */
  readonly numbers?: number;
};

export type PlainSketch = {
  readonly format?: number;
  readonly entries?: number;
  /** Said to be there; as many as there are where nothing else is said. */
  readonly columnCount?: number;
  readonly uuids?: number;
  readonly columns: readonly PlainColumn[];
  /** UUID parts and contents. */
  readonly rest?: readonly number[];
};

export function plainSegment(sketch: PlainSketch): Uint8Array {
  const { format = 1, entries = 1, columns, columnCount = columns.length, uuids = 0, rest = [] } = sketch;
  const sizes = columns.flatMap(({ tags, layers = [], numbers = layers.length }) => [tags.length, numbers]);
  return Uint8Array.from([
    ...[format, entries, columnCount, uuids, ...sizes].flatMap(varint),
    ...columns.flatMap(({ tags }) => tags),
    ...columns.flatMap(({ layers = [] }) => layers),
    ...rest,
  ]);
}

export function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}
