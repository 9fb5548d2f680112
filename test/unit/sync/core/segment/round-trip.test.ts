import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { minor } from '#shared/domain/money.ts';
import { encodeCanonical, isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { saleKey, valueKey } from '#shared/ledger/operation-key.ts';
import { decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { encodeColumns, encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { columnsMax, entryValuesMax, segmentLimits, valuesMax } from '#sync/core/segment/segment-limits.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { testId } from '#test/support/ledger.ts';
import {
  anyBodies,
  anyCanonicalBody,
  anyEntryBody,
  anyGarbage,
  bodyOf,
  formerBodies,
  hexOf,
  saleBodies,
} from '#test/support/segment-bodies.ts';
import { segmentPorts } from '#test/support/segment-ports.ts';
import { plainContent, valueEntryOf } from '#test/support/value-entries.ts';

const { sha256 } = segmentPorts;

function roundTrip(bodies: readonly Uint8Array[]): unknown {
  const segment = encodeSegment(bodies, segmentPorts);
  const decoded = decodeSegment(segment, { entries: bodies.length, limits: segmentLimits }, segmentPorts);
  return decoded.ok ? hexOf(decoded.value) : decoded.error;
}

function expectSame(bodies: readonly Uint8Array[]): void {
  expect(roundTrip(bodies)).toEqual(hexOf(bodies));
}

/** Bytes of the columns that come with one more entry of this kind. */
function sizeOf(values: readonly CanonicalValue[]): number {
  return encodeColumns(values.map(encodeCanonical), sha256).length;
}

describe('a segment', () => {
  test('gives back the bodies of entries of every kind', () => {
    fc.assert(fc.property(fc.array(anyEntryBody, { minLength: 1, maxLength: 12 }), expectSame));
  });

  test('gives back the bodies of canonical values that no version has written yet', () => {
    fc.assert(fc.property(fc.array(anyCanonicalBody, { minLength: 1, maxLength: 12 }), expectSame), {
      numRuns: 500,
    });
  });

  test('gives back bytes that are no canonical value', () => {
    fc.assert(fc.property(fc.array(anyGarbage, { minLength: 1, maxLength: 12 }), expectSame), {
      numRuns: 500,
    });
  });

  test('gives back bodies that are mixed in any way', () => {
    fc.assert(fc.property(anyBodies, expectSame), { numRuns: 300 });
  });

  test('gives back the entries of the first release', () => {
    expectSame(formerBodies);
    expectSame([...formerBodies, ...saleBodies(5), ...formerBodies]);
  });

  test('gives back a thousand sales, in less than half the bytes even before it is compressed', () => {
    const bodies = saleBodies(segmentLimits.entriesMax);
    expectSame(bodies);
    const bodyBytes = bodies.reduce((sum, { length }) => sum + length, 0);
    expect(encodeColumns(bodies, sha256).length).toBeLessThan(bodyBytes / 2);
  });

  test.each<[string, CanonicalValue]>([
    ['the largest number', Number.MAX_SAFE_INTEGER],
    ['the smallest number', -Number.MAX_SAFE_INTEGER],
    ['the largest number that a column takes', 2 ** 52 - 1],
    ['the smallest number that a column takes', -(2 ** 52 - 1)],
    ['numbers of every width', [23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, -24, -25, -257]],
    ['numbers that are far apart', [[-(2 ** 52 - 1)], [2 ** 52 - 1], [-(2 ** 52 - 1)]]],
    ['an amount, a part of it and the rest', [7_930_000, 793_000, 7_137_000, 793_000, 7_930_000]],
    ['more numbers than are kept', Array.from({ length: 60 }, (_, index) => 1_000 + index * index)],
    ['an array with no element', []],
    ['arrays in arrays', [[[[], [[]]], []], [], [[1], [1, 2], [1]]]],
    ['fifteen arrays in each other', nested(15)],
    ['a text of a thousand bytes twice', ['x'.repeat(1_000), 'x'.repeat(1_000)]],
    ['bytes of every width of length', [0, 23, 24, 255, 256, 70_000].map((length) => new Uint8Array(length))],
    ['a UUID of the end of time', bodyOf('ffffffffffff7fffbfffffffffffffff')],
    ['a UUID of version 4', bodyOf('d58cfcb4da8042ab883612d4793ea78f')],
    ['a UUID of another variant', bodyOf('018bd4ad294070c60a4ac6331c7e3fa1')],
    ['all that a column may remember', [null, true, false, 1, 'a', new Uint8Array(1), [], null, true, false]],
  ])('gives back %s', (_what, value) => {
    const body = encodeCanonical(value);
    expectSame([body, body, encodeCanonical([value, value]), body]);
  });

  test('gives back numbers that are farther from 0 than canonical ones', () => {
    expectSame(['3b001fffffffffffff', '1b0020000000000000', '1bffffffffffffffff'].map(bodyOf));
  });

  test('gives back arrays that lie deeper in each other than canonical values may', () => {
    expectSame([
      Uint8Array.from([...Array.from({ length: 17 }, () => 0x81), 1]),
      encodeCanonical(nested(16)),
    ]);
  });

  test('gives back an entry with more values than the columns take', () => {
    expectSame([encodeCanonical(Array.from({ length: entryValuesMax }, () => 7)), ...saleBodies(2)]);
    expectSame([encodeCanonical(Array.from({ length: entryValuesMax - 1 }, () => 7)), ...saleBodies(2)]);
  });

  test('gives back entries that have more values together than the columns take', () => {
    const large = encodeCanonical(Array.from({ length: 100_000 }, () => 7));
    const count = Math.ceil(valuesMax / 100_000) + 1;
    expectSame([...Array.from({ length: count }, () => large), ...saleBodies(2)]);
  });

  test('gives back entries with more places than there may be columns', () => {
    const records = Array.from({ length: 64 }, (_, count) => [
      0,
      ...Array.from({ length: count }, (_item, index) => index),
    ]);
    const lists = Array.from({ length: 64 }, (_, index) => [index, ...records.slice(0, index)]);
    const body = encodeCanonical(lists);
    expect(columnsMax).toBeLessThan((64 * 64 * 64) / 6);
    expectSame([body, ...saleBodies(3), body]);
  });

  test('gives back a list whose items no column is left for', () => {
    const record = (fields: number): CanonicalValue => [0, ...Array.from({ length: fields - 1 }, () => 0)];
    // The whole, its items, and as many fields as there are columns left.
    const full = [...Array.from({ length: 63 }, (_, index) => record(index + 2)), record(2)];
    const bodies = Array.from({ length: 3 }, (_, depth) => encodeCanonical(wrapped(full, depth)));
    expectSame([...bodies, encodeCanonical([0, [[1]]]), encodeCanonical([[[[[[1]]]]]])]);
  });

  test('leaves out what follows from other fields, or is the same in every entry', () => {
    const [one, other] = [saleEntryOf(1), saleEntryOf(2)];
    const wrongKey = { ...other, opKey: sha256(new Uint8Array([1])) };
    const [right, wrong] = [other, wrongKey].map((second) => [encodeEntry(one), encodeEntry(second)]);
    expectSame(right ?? []);
    expectSame(wrong ?? []);
    const difference = encodeColumns(wrong ?? [], sha256).length - encodeColumns(right ?? [], sha256).length;
    expect(difference).toBe(33);
  });

  test('leaves out the operation keys that the ledger gives sales and redemptions', () => {
    const basketId = testId(77);
    const detail = { basketId, tenders: [], dueMinor: minor(0), outsideMinor: minor(0) };
    const redeem = valueEntryOf(3, { kind: 'redeem', content: { ...plainContent, detail } });
    const sale = saleEntryOf(1, { basketId });
    const keys = [
      { ...sale, opKey: saleKey(sha256, basketId) },
      { ...redeem, opKey: valueKey(sha256, 'redeem', basketId) },
    ];
    for (const entry of keys) {
      const kept = encodeColumns([encodeEntry(entry)], sha256);
      const bare = encodeColumns([encodeEntry({ ...entry, opKey: new Uint8Array(32) })], sha256);
      expectSame([encodeEntry(entry)]);
      expect(bare.length - kept.length).toBe(32);
    }
  });

  test('takes two tags and one number for a number that is expected, and one more for one that is not', () => {
    expect(sizeOf([5, 5]) - sizeOf([5])).toBe(1);
    expect(sizeOf([5, 6]) - sizeOf([5])).toBe(2);
    expect(sizeOf([70_000_000, 70_000_001]) - sizeOf([70_000_000])).toBe(2);
  });

  test('expects beside a text what last stood beside it', () => {
    const priced = (text: string, price: number): CanonicalValue => [text, price];
    const twice = [priced('tea', 1_234_567), priced('rice', 7_654_321)];
    expect(sizeOf([...twice, ...twice]) - sizeOf(twice)).toBe(8);
  });

  test('is not made of nothing, nor of more than it may hold', () => {
    const encode = (bodies: readonly Uint8Array[]) => () => encodeSegment(bodies, segmentPorts);
    expect(encode([])).toThrow('holds some entries');
    expect(encode(Array.from({ length: segmentLimits.entriesMax + 1 }, () => new Uint8Array(1)))).toThrow(
      'not too many',
    );
    expect(encode([new Uint8Array(segmentLimits.bodiesBytesMax + 1)])).toThrow('below their limit');
    const largest = new Uint8Array(segmentLimits.bodiesBytesMax);
    const segment = encodeSegment([largest], segmentPorts);
    const [body] = expectOk(decodeSegment(segment, { entries: 1, limits: segmentLimits }, segmentPorts));
    expect(body !== undefined && isSameBytes(body, largest)).toBe(true);
  });

  test('is the same bytes whenever it is made of the same bodies', () => {
    const bodies = saleBodies(20);
    expect(encodeColumns(bodies, sha256)).toEqual(encodeColumns(bodies, sha256));
  });

  test('does not ask for hashes of entries that have no operation key', () => {
    const noHash: Sha256 = () => {
      throw new Error('nothing is to be hashed');
    };
    expect(() => encodeColumns([encodeCanonical([1, 2, 3]), encodeCanonical('text')], noHash)).not.toThrow();
  });
});

function nested(depth: number): CanonicalValue {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

function wrapped(value: CanonicalValue, times: number): CanonicalValue {
  return times === 0 ? value : [0, wrapped(value, times - 1)];
}
