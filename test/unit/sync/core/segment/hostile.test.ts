import { describe, expect, test } from 'vitest';
import { decodeColumns, decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { columnsMax, segmentLimits, valuesMax } from '#sync/core/segment/segment-limits.ts';
import { tag } from '#sync/core/segment/segment-tags.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { plainSegment, varint } from '#test/support/plain-segment.ts';
import type { PlainSketch } from '#test/support/plain-segment.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';

const { sha256, compress } = segmentPorts;
const billion = 1_000_000_000;

/** What comes of a segment that is said to have as many entries as it says itself. */
function resultOf(sketch: PlainSketch): unknown {
  return resultOfBytes(plainSegment(sketch), sketch.entries ?? 1);
}

function resultOfBytes(plain: Uint8Array, entries = 1): unknown {
  const decoded = decodeColumns(plain, { entries, limits: segmentLimits }, sha256);
  return decoded.ok ? decoded.value.map(bytesToHex) : decoded.error.code;
}

describe('a segment written by hand', () => {
  test('is read as docs/sync-segment.md says', () => {
    const columns = [
      { tags: [tag.record, tag.same], layers: [3] },
      { tags: [tag.newText, tag.oldText], layers: [2, 0] },
      // 0x90 and the 4 of the second layer are 16 + 4 * 128 = 528: 264 and two zeros. Behind it 2: one more than before.
      { tags: [18, tag.delta], layers: [0x90, 2, 4], numbers: 2 },
      { tags: [tag.null, tag.true] },
    ];
    const rest = [0x68, 0x69];
    expect(resultOf({ entries: 2, columns, rest })).toEqual(['83626869196720f6', '83626869196721f5']);
  });
});

describe('a segment that claims more than it has', () => {
  test.each<[string, PlainSketch, string]>([
    ['a billion entries', { entries: billion, columns: [{ tags: [tag.null] }] }, 'malformed'],
    ['a billion columns', { columnCount: billion, columns: [{ tags: [tag.null] }] }, 'malformed'],
    ['more columns than it lists', { columnCount: 9, columns: [{ tags: [tag.null] }] }, 'truncated'],
    ['a column too many', { columns: [{ tags: [tag.null] }, { tags: [] }] }, 'malformed'],
    ['no columns', { columns: [] }, 'malformed'],
    ['a billion UUIDs', { uuids: billion, columns: [{ tags: [tag.null] }] }, 'truncated'],
    [
      'UUIDs that no value takes',
      { uuids: 1, columns: [{ tags: [tag.null] }], rest: Array(10).fill(0) },
      'malformed',
    ],
    ['a value too many', { columns: [{ tags: [tag.null, tag.null] }] }, 'malformed'],
    ['a number too many', { columns: [{ tags: [tag.null], layers: [1] }] }, 'malformed'],
    ['more numbers than values', { columns: [{ tags: [tag.null], numbers: billion }] }, 'malformed'],
    ['a number that is not there', { columns: [{ tags: [tag.list], numbers: 1 }] }, 'truncated'],
    ['a number that no column has', { columns: [{ tags: [tag.list] }] }, 'malformed'],
    ['an entry that is not there', { entries: 2, columns: [{ tags: [tag.null] }] }, 'malformed'],
    [
      'a list of a billion',
      { columns: [{ tags: [tag.list], layers: [...varint(billion)], numbers: 1 }] },
      'malformed',
    ],
    [
      'a list of a billion with one item',
      { columns: [{ tags: [tag.list], layers: varint(billion), numbers: 1 }, { tags: [tag.null] }] },
      'malformed',
    ],
    [
      'a record of a billion',
      { columns: [{ tags: [tag.record], layers: varint(billion), numbers: 1 }] },
      'malformed',
    ],
    ['a record of nothing', { columns: [{ tags: [tag.record], layers: [0] }] }, 'malformed'],
    [
      'a text of a billion bytes',
      { columns: [{ tags: [tag.newText], layers: varint(billion), numbers: 1 }] },
      'truncated',
    ],
    [
      'a raw value of a billion bytes',
      { columns: [{ tags: [tag.raw], layers: varint(billion), numbers: 1 }] },
      'truncated',
    ],
    ['contents that no value takes', { columns: [{ tags: [tag.null] }], rest: [1] }, 'malformed'],
  ])('is refused: %s', (_what, sketch, code) => {
    expect(resultOf(sketch)).toBe(code);
  });

  test('is refused when it lists more values than a segment may hold', () => {
    const head = [1, 1, 2, 0, ...varint(valuesMax), 0, 1, 0];
    expect(resultOfBytes(Uint8Array.from(head))).toBe('malformed');
    expect(resultOfBytes(Uint8Array.from([1, 1, 1, 0, ...varint(valuesMax), 0]))).toBe('truncated');
  });

  test('is refused when its places are more than there may be columns', () => {
    expect(resultOf(fullColumns({ tag: tag.null }))).toHaveLength(1);
    expect(resultOf(fullColumns({ tag: tag.record, number: 5 }))).toBe('malformed');
    expect(resultOf(fullColumns({ tag: tag.list, number: 1 }))).toBe('malformed');
  });
});

describe('a segment that says what cannot be', () => {
  test.each<[string, PlainSketch]>([
    ['the same as before where nothing was before', { columns: [{ tags: [tag.same] }] }],
    ['a tag that no value has', { columns: [{ tags: [200] }] }],
    ['a number with more zeros than are left out', { columns: [{ tags: [23], layers: [2] }] }],
    ['a tag between those of numbers', { columns: [{ tags: [14], layers: [2] }] }],
    [
      'the difference of a number and itself',
      {
        columns: [
          { tags: [tag.list], layers: [2] },
          { tags: [18, 48], layers: [4] },
        ],
      },
    ],
    ['a text of no number', { columns: [{ tags: [tag.oldText], layers: [0] }] }],
    ['bytes of no number', { columns: [{ tags: [tag.oldBytes], layers: [7] }] }],
    ['a number used before where none was', { columns: [{ tags: [32] }] }],
    ['a difference where there are no numbers', { columns: [{ tags: [49] }] }],
    ['a number of nine bytes', { columns: [{ tags: [16], layers: Array(9).fill(0xff), numbers: 1 }] }],
    [
      'a number that is no safe integer',
      { columns: [{ tags: [16], layers: [...Array(7).fill(0xff), 0x7f], numbers: 1 }] },
    ],
    [
      'a number that its zeros make unsafe',
      { columns: [{ tags: [22], layers: varint(2 ** 52), numbers: 1 }] },
    ],
    [
      'a UUID before 1970',
      { uuids: 1, columns: [{ tags: [tag.newUuid], layers: [1] }], rest: Array(10).fill(0) },
    ],
    [
      'a UUID after the end of its time',
      {
        uuids: 1,
        columns: [{ tags: [tag.newUuid], layers: varint(2 ** 49), numbers: 1 }],
        rest: Array(10).fill(0),
      },
    ],
    [
      'a UUID of other bits than four',
      { uuids: 1, columns: [{ tags: [tag.newUuid], layers: [0] }], rest: [16, 0, ...Array(8).fill(0)] },
    ],
    [
      'a UUID of other bits than six',
      { uuids: 1, columns: [{ tags: [tag.newUuid], layers: [0] }], rest: [0, 64, ...Array(8).fill(0)] },
    ],
    ['a key that follows from nothing', { columns: [{ tags: [tag.derivedKey], layers: [0] }] }],
    ['a key of no derivation', { columns: [{ tags: [tag.derivedKey], layers: [2] }] }],
    [
      'two keys of one entry',
      {
        columns: [
          { tags: [tag.record], layers: [2] },
          { tags: [tag.derivedKey], layers: [0] },
          { tags: [tag.derivedKey], layers: [0] },
        ],
      },
    ],
    [
      'a key beside bytes that are no value',
      {
        columns: [
          { tags: [tag.record], layers: [20] },
          { tags: [tag.derivedKey], layers: [0] },
          ...Array.from({ length: 18 }, () => ({ tags: [tag.null] })),
          { tags: [tag.raw], layers: [1] },
        ],
        rest: [0x9b],
      },
    ],
    [
      'a key beside bytes that end too early',
      {
        columns: [
          { tags: [tag.record], layers: [20] },
          { tags: [tag.derivedKey], layers: [0] },
          ...Array.from({ length: 17 }, () => ({ tags: [tag.null] })),
          { tags: [tag.raw], layers: [2] },
          { tags: [tag.null] },
        ],
        rest: [0x58, 0xff],
      },
    ],
    [
      'a key beside a head that ends too early',
      {
        columns: [
          { tags: [tag.record], layers: [20] },
          { tags: [tag.derivedKey], layers: [0] },
          ...Array.from({ length: 17 }, () => ({ tags: [tag.null] })),
          { tags: [tag.raw], layers: [1] },
          { tags: [tag.null] },
        ],
        rest: [0x5a],
      },
    ],
    [
      'arrays that lie too deep in each other',
      {
        columns: Array.from({ length: 18 }, () => ({ tags: [tag.list], layers: [1] })),
      },
    ],
    [
      'records that lie too deep in each other',
      {
        columns: Array.from({ length: 18 }, () => ({ tags: [tag.record], layers: [1] })),
      },
    ],
    [
      'a list of no items, and a column of them',
      { columns: [{ tags: [tag.list], layers: [0] }, { tags: [] }] },
    ],
  ])('is refused for %s', (_what, sketch) => {
    expect(resultOf(sketch)).toBe('malformed');
  });

  test('is refused when a difference is no safe integer', () => {
    const items = {
      tags: [22, 22, 49],
      layers: [...varintsInLayers([9_007_199_254 * 2, 9_007_199_254 * 2 - 1])],
      numbers: 2,
    };
    expect(resultOf({ columns: [{ tags: [tag.list], layers: [3] }, items] })).toBe('malformed');
  });

  test('is refused when its format is another', () => {
    expect(resultOf({ format: 2, columns: [{ tags: [tag.null] }] })).toBe('format_unknown');
    expect(resultOfBytes(new Uint8Array())).toBe('truncated');
    expect(resultOfBytes(new Uint8Array(12).fill(0xff))).toBe('malformed');
  });

  test('is refused when it has no entry', () => {
    expect(resultOf({ entries: 0, columns: [{ tags: [] }] })).toBe('count_differs');
  });
});

describe('a bomb', () => {
  test('of compressed zeros is refused before it is unpacked', () => {
    const bomb = compress(new Uint8Array(segmentLimits.plainBytesMax + 1));
    expect(bomb.length).toBeLessThan(1_000);
    const decoded = decodeSegment(bomb, { entries: 1, limits: segmentLimits }, segmentPorts);
    expect(decoded).toEqual({ ok: false, error: { code: 'bomb', afterEntries: 0 } });
  });

  test('that is too large as it was sent is not unpacked at all', () => {
    const decoded = decodeSegment(
      new Uint8Array(segmentLimits.compressedBytesMax + 1),
      { entries: 1, limits: segmentLimits },
      {
        sha256,
        decompress: () => {
          throw new Error('nothing is to be unpacked');
        },
      },
    );
    expect(decoded).toEqual({ ok: false, error: { code: 'too_large', afterEntries: 0 } });
  });

  test('of one long text that is said a thousand times is refused at the limit of all bodies', () => {
    const text = Array.from({ length: 50_000 }, () => 0x61);
    const columns = [
      { tags: [tag.newText, ...Array(999).fill(tag.same)], layers: varint(text.length), numbers: 1 },
    ];
    const plain = plainSegment({ entries: 1_000, columns, rest: text });
    const fault = { code: 'bomb', afterEntries: Math.floor(segmentLimits.bodiesBytesMax / 50_003) };
    expect(decodeColumns(plain, { entries: 1_000, limits: segmentLimits }, sha256)).toEqual({
      ok: false,
      error: fault,
    });
  });

  test('of fewer bytes than a segment has at first is refused by its own limit', () => {
    const columns = [{ tags: [tag.newText], layers: [20] }];
    const plain = plainSegment({ columns, rest: Array(20).fill(0x61) });
    const limits = { ...segmentLimits, bodiesBytesMax: 20 };
    expect(decodeColumns(plain, { entries: 1, limits }, sha256)).toEqual({
      ok: false,
      error: { code: 'bomb', afterEntries: 0 },
    });
    expect(decodeColumns(plain, { entries: 1, limits: { ...limits, bodiesBytesMax: 21 } }, sha256).ok).toBe(
      true,
    );
  });
});

describe('a bug of the till or of HQ', () => {
  test('is not taken for a fault of the segment', () => {
    const columns = [
      { tags: [tag.record], layers: [20] },
      { tags: [tag.derivedKey], layers: [0] },
      ...Array.from({ length: 18 }, () => ({ tags: [tag.null] })),
      { tags: [tag.list], layers: [1] },
      { tags: [tag.newBytes], layers: [16] },
    ];
    const plain = plainSegment({ columns, rest: Array(16).fill(1) });
    expect(resultOfBytes(plain)).toHaveLength(1);
    const broken = (): Uint8Array => {
      throw new TypeError('broken');
    };
    expect(() => decodeColumns(plain, { entries: 1, limits: segmentLimits }, broken)).toThrow('broken');
  });
});

/** Two lists of records, with as many columns as there may be, and one more item in the second list. */
function fullColumns(last: { readonly tag: number; readonly number?: number }): PlainSketch {
  const first = Array.from({ length: 64 }, (_, index) => index + 1);
  const second = first.filter((count) => count !== 5 && count !== 64);
  const nulls = (counts: readonly number[]) =>
    counts.flatMap((count) => Array.from({ length: count }, () => ({ tags: [tag.null] })));
  const records = (counts: readonly number[]) => counts.map(() => tag.record);
  const columns = [
    { tags: [tag.record], layers: [2] },
    { tags: [tag.list], layers: [first.length] },
    { tags: [tag.list], layers: [second.length + 1] },
    { tags: records(first), layers: first },
    ...nulls(first),
    {
      tags: [...records(second), last.tag],
      layers: last.number === undefined ? second : [...second, last.number],
    },
    ...nulls(second),
  ];
  expect(columns).toHaveLength(columnsMax);
  return { columns };
}

/** Signed numbers as a column writes them. */
function varintsInLayers(numbers: readonly number[]): readonly number[] {
  const each = numbers.map((number) => varint(number));
  const layers = Math.max(...each.map(({ length }) => length));
  return Array.from({ length: layers }, (_, layer) =>
    each.flatMap((bytes) => bytes.slice(layer, layer + 1)),
  ).flat();
}
