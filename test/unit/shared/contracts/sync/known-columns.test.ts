import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createDropUnknown } from '#shared/contracts/sync/drop-unknown.ts';
import { createHasOnlyKnown } from '#shared/contracts/sync/known-columns.ts';
import { pullRecord } from '#shared/contracts/sync/pull-records.ts';
import { fromColumns } from '#sync/core/columns/from-columns.ts';
import { blockOf } from '#sync/core/columns/page-block.ts';
import { toColumns } from '#sync/core/columns/to-columns.ts';
import { memberRecordsOf } from '#test/support/pulled-chain.ts';

/** Every kind of part that records of a pull are made of. */
const schema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('one'),
    name: z.string(),
    inner: z.strictObject({ few: z.int(), deep: z.object({ end: z.int() }).nullable() }).exactOptional(),
    rows: z.array(z.strictObject({ day: z.string(), uses: z.int() })).default([]),
    sums: z.record(z.string(), z.int()),
    parts: z.record(z.string(), z.object({ end: z.int() })),
    pair: z.tuple([z.object({ end: z.int() }), z.string()]),
    either: z.union([z.object({ end: z.int() }), z.int()]),
    kind: z.discriminatedUnion('of', [z.object({ of: z.literal('first'), end: z.int() })]),
    turned: z.object({ end: z.int() }).transform((value) => value),
  }),
  z.object({ t: z.literal('two'), end: z.int() }),
]);
const dropUnknown = createDropUnknown(schema);
const hasOnlyKnown = createHasOnlyKnown(schema);

/** Names of the schema and others, in any place. */
const names =
  't name inner few deep end rows day uses sums parts pair either kind of turned later toString'.split(' ');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.integer(), fc.constant(null), fc.constantFrom('one', 'two', 'first', 'three'), fc.uuid()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
  ),
}));
const end: fc.Arbitrary<object> = fc.record({ end: fc.integer() });
/** `other` one time in twelve. */
const mostly = <Value, Other>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Other>) =>
  fc.oneof({ arbitrary: usual, weight: 11 }, { arbitrary: other, weight: 1 });
/** One in twenty gets a field that may be unknown where it stands. */
const mayBeLater = (record: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc
    .tuple(record, fc.nat(19), fc.constantFrom(...names), value)
    .map(([before, chance, name, added]) =>
      chance > 0 || name in before ? before : { ...before, [name]: added },
    );
const fitting = mayBeLater(
  fc.record(
    {
      name: fc.string(),
      inner: mayBeLater(fc.record({ few: fc.integer(), deep: mostly(mayBeLater(end), fc.constant(null)) })),
      rows: fc.array(mayBeLater(fc.record({ day: fc.string(), uses: fc.integer() })), { maxLength: 3 }),
      sums: fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3 }),
      parts: fc.dictionary(fc.string(), mayBeLater(end), { maxKeys: 3 }),
      pair: mostly(fc.integer(), fc.tuple(mayBeLater(end), fc.string())),
      either: fc.oneof(mayBeLater(end), fc.integer()),
      kind: mayBeLater(
        fc.record({ of: mostly(fc.constant('first'), fc.constant('second')), end: fc.integer() }),
      ),
      turned: mayBeLater(end),
    },
    { requiredKeys: [] },
  ),
);
const ofOneKind = fc
  .tuple(
    fc.constantFrom('one', 'one', 'one', 'two', 'three'),
    fc.array(fitting, { minLength: 1, maxLength: 4 }),
  )
  .map(([t, some]) => some.map((record) => ({ t, ...record })));
const records = fc.oneof(
  { arbitrary: ofOneKind, weight: 4 },
  { arbitrary: fc.array(value, { minLength: 1, maxLength: 4 }), weight: 1 },
);
/** The same each time, so that what the runs reach is the same as well. */
const seed = 20_261_122;

const throughJson = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

function isUnchangedByDropping(all: readonly unknown[]): boolean {
  const before = JSON.stringify(all);
  for (const one of all) dropUnknown(one);
  return JSON.stringify(all) === before;
}

test('columns are said to hold only what is known where no record has anything to be dropped', () => {
  let known = 0;
  fc.assert(
    fc.property(records, (all) => {
      const columns = throughJson(toColumns(all).columns);
      if (!hasOnlyKnown(columns)) return;
      known += 1;
      expect(isUnchangedByDropping(fromColumns(columns, all.length) ?? [])).toBe(true);
    }),
    { numRuns: 400, seed },
  );
  expect(known).toBeGreaterThan(20);
});

const later = { fields: { later: { same: 1 } } };
const nothingLater = { has: { same: 1 }, present: [1, 2] };

test.each([
  ['inner', { ...nothingLater, ...later }],
  ['rows', { ...nothingLater, lengths: { same: 1 }, items: later }],
  ['rows', { ...later, lengths: { same: 1 }, items: later }],
  ['parts', { ...nothingLater, fields: { first: later } }],
] as const)('a column of %s that says two things is judged by the one that is read: %j', (name, column) => {
  const columns = { fields: { t: { same: 'one' }, [name]: column } };
  expect(isUnchangedByDropping(fromColumns(columns, 2) ?? [])).toBe(false);
  expect(hasOnlyKnown(columns)).toBe(false);
});

test('blocks of members are known at one look, and one later field in any place is seen', () => {
  const isKnown = createHasOnlyKnown(pullRecord);
  const lot = { ...lotOf(), key: 'k.0' };
  const [first, ...others] = memberRecordsOf().map((record, place) => ({
    ...record,
    lots: [lotOf(), lot].slice(0, place % 3),
    aliases: place % 2 === 0 ? [] : ['0193a0b0-0000-7000-8000-000000000002'],
  }));
  const columnsOf = (some: readonly object[]): unknown => throughJson(blockOf(some)?.columns);
  expect(isKnown(columnsOf([...others, ...(first === undefined ? [] : [first])]))).toBe(true);
  const laterRecords = [
    { ...first, later: 1 },
    { ...first, member: { ...first?.member, later: 1 } },
    { ...first, lots: [{ ...lot, later: { than: 'this' } }] },
    { ...first, member: { ...first?.member, traits: { tags: [], later: [] } } },
    { t: 'later' },
  ];
  for (const record of laterRecords) {
    expect(isKnown(columnsOf([...others, record]))).toBe(false);
    expect(isKnown(columnsOf([record]))).toBe(false);
  }
});

function lotOf() {
  return {
    key: '0193a0b0-0000-7000-8000-000000000001.0',
    lotEntryId: '0193a0b0-0000-7000-8000-000000000001',
    lotLine: 0,
    unit: 'points',
    origin: 'earned',
    open: 5,
    held: 0,
    madeOn: '2026-11-01',
    releaseOn: null,
    expiresOn: null,
  };
}
