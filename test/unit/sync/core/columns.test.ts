import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockCellsMax, blockRecordsMax } from '#sync/core/columns/column.ts';
import { fromColumns } from '#sync/core/columns/from-columns.ts';
import { blockOf, isBlock, recordsOfBlock } from '#sync/core/columns/page-block.ts';
import { toColumns } from '#sync/core/columns/to-columns.ts';
import { recordsOfBlock as strangersRecords } from '#test/stranger/blocks.ts';

const field = fc.constantFrom('memberRef', 'name', 'lots', 'same', 'items', 'toString');
const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.integer({ min: -5, max: 5 }).map((few) => few * 60_000),
  fc.string(),
  fc.uuid(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(field, tie('value'), { maxKeys: 4 }),
  ),
}));
/** Many alike, as pages have them. */
const records = fc
  .tuple(fc.array(value, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(), { minLength: 1, maxLength: 30 }))
  .map(([kinds, picks]) => picks.map((pick) => kinds[pick % kinds.length]));

const throughJson = (columns: unknown): unknown => JSON.parse(JSON.stringify(columns));
const plain = (values: readonly unknown[]): unknown => JSON.parse(JSON.stringify(values));

describe('records as columns', () => {
  test('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(records, (all) => {
        const { columns } = toColumns(all);
        expect(plain(fromColumns(throughJson(columns), all.length) ?? [])).toEqual(plain(all));
      }),
    );
  });

  test('are the same to a second reader that has only the page of the protocol', () => {
    fc.assert(
      fc.property(records, (values) => {
        const all = values.map((one) => ({ one }));
        const line = { t: 'block', count: all.length, columns: throughJson(toColumns(all).columns) };
        expect(plain(strangersRecords(line))).toEqual(plain(recordsOfBlock(line) ?? []));
      }),
    );
  });

  test('are refused, and never thrown over, when anything in them was changed', () => {
    const spoilt = fc.oneof(
      value,
      fc.constantFrom<unknown>(-1, 1.5, 2 ** 40, {}, [], { same: {} }, '__proto__'),
    );
    fc.assert(
      fc.property(records, fc.nat(), spoilt, (all, place, other) => {
        const changed = withOther(throughJson(toColumns(all).columns), place, other);
        const read = fromColumns(changed, all.length);
        expect(read === undefined || read.length === all.length).toBe(true);
      }),
    );
  });

  test.each([
    ['a million lists of a million', { lengths: { same: 1_000_000 }, items: { same: 0 } }, blockRecordsMax],
    ['more records than a block may have', { same: 0 }, blockRecordsMax + 1],
    ['no record', [], 0],
    ['half a record', [1], 0.5],
    ['a long text for all of them', { same: 'x'.repeat(5_000) }, 10],
    ['an object for all of them', { same: { a: 1 } }, 10],
    ['a number beyond those that are whole', { unit: 2 ** 40, values: [2 ** 40] }, 1],
    ['steps that lead beyond', { unit: 1, steps: [2 ** 53 - 1, 1] }, 2],
    [
      'fields of the object that all objects come from',
      JSON.parse('{"fields": {"__proto__": {"same": 1}}}'),
      2,
    ],
    ['a column of an unknown kind', { columns: [] }, 2],
    ['a list that is shorter than its records', [1], 2],
  ])('are refused with %s', (_what, columns, count) => {
    expect(fromColumns(columns, count)).toBe(undefined);
  });

  test('are refused where they nest deeper than any record does', () => {
    let column: unknown = { same: 1 };
    for (let depth = 0; depth < 20; depth += 1) column = { fields: { a: column } };
    expect(fromColumns(column, 1)).toBe(undefined);
  });
});

describe('a block of a page', () => {
  const memberRef = '0193a0b0-0000-7000-8000-000000000001';
  const entryId = '0193a0b0-0000-7000-8000-000000000002';
  const member = (lots: readonly object[]) => ({ t: 'member', member: { memberRef }, lots });

  test('leaves out what a lot and its member say twice, and gives it back', () => {
    const all = [
      member([{ key: `${memberRef}.0`, lotEntryId: memberRef, lotLine: 0 }]),
      member([{ key: `${entryId}.3`, lotEntryId: entryId, lotLine: 3 }]),
      member([{ key: 'of another form', lotEntryId: entryId, lotLine: 4 }]),
    ];
    const line: unknown = throughJson(blockOf(all));
    expect(JSON.stringify(line)).not.toContain(`${entryId}.3`);
    expect(isBlock(line) && recordsOfBlock(line)).toEqual(all);
    expect(strangersRecords(line)).toEqual(all);
  });

  test('is not made of more values than a reader takes', () => {
    const many = { t: 'member', lots: Array.from({ length: 1_000 }, (_, lotLine) => ({ lotLine, open: 1 })) };
    const count = blockCellsMax / 3_000;
    expect(blockOf(Array.from({ length: count + 100 }, () => many))).toBe(undefined);
    expect(blockOf([many])).not.toBe(undefined);
  });
});

/** Another value at one place of a JSON value, counted in the order in which it is written. */
function withOther(json: unknown, place: number, other: unknown): unknown {
  const total = placesIn(json);
  let left = place % total;
  return JSON.parse(
    JSON.stringify(json, (_key, one: unknown) => {
      left -= 1;
      return left === -1 ? other : one;
    }),
  );
}

function placesIn(json: unknown): number {
  let places = 0;
  JSON.stringify(json, (_key, one: unknown) => {
    places += 1;
    return one;
  });
  return places;
}
