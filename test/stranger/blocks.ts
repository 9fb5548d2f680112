/** Blocks of a page: records that are told column by column. */

import { at, listAt, textAt, wholeAt } from './wire.ts';

type Fields = Record<string, unknown>;

/** The records of one line with `t` "block". */
export function recordsOfBlock(line: unknown): readonly unknown[] {
  return unfold(at(line, 'columns'), wholeAt(line, 'count')).map(withLots);
}

function unfold(column: unknown, count: number): unknown[] {
  if (Array.isArray(column)) {
    if (column.length !== count) throw new Error('a column of another length');
    return [...column];
  }
  const names = Object.keys(fieldsOf(column));
  const each = <Value>(make: (place: number) => Value): Value[] =>
    Array.from({ length: count }, (_, n) => make(n));
  if (names.includes('same')) return each(() => at(column, 'same'));
  if (names.includes('uuids'))
    return each((n) => hyphened(textAt(column, 'uuids').slice(32 * n, 32 * n + 32)));
  if (names.includes('values'))
    return each((n) => Number(listAt(column, 'values')[n]) * wholeAt(column, 'unit'));
  if (names.includes('steps')) {
    let now = 0;
    return each((n) => (now += Number(listAt(column, 'steps')[n]) * wholeAt(column, 'unit')));
  }
  if (names.includes('items')) {
    const lengths = unfold(at(column, 'lengths'), count).map(Number);
    const items = unfold(at(column, 'items'), added(lengths));
    return lengths.map((length) => items.splice(0, length));
  }
  if (names.includes('present')) {
    const has = unfold(at(column, 'has'), count).map(Number);
    const present = unfold(at(column, 'present'), added(has));
    return has.map((one) => (one === 1 ? present.shift() : undefined));
  }
  const columns = Object.entries(fieldsOf(at(column, 'fields'))).map(
    ([name, one]) => [name, unfold(one, count)] as const,
  );
  return each((n) =>
    Object.fromEntries(
      columns.map(([name, values]) => [name, values[n]]).filter(([, value]) => value !== undefined),
    ),
  );
}

/** What a lot of a block leaves out: its entry, where it has the member's reference, and its key. */
function withLots(record: unknown): unknown {
  const { member, lots, ...rest } = fieldsOf(record);
  if (member === undefined || !Array.isArray(lots)) return record;
  const whole = lots.map((lot: unknown): Fields => {
    const known: Fields = { lotEntryId: at(member, 'memberRef'), ...fieldsOf(lot) };
    return { key: `${String(known['lotEntryId'])}.${String(known['lotLine'])}`, ...known };
  });
  return { ...rest, member, lots: whole };
}

function hyphened(digits: string): string {
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
}

function added(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw new Error('no object');
  return { ...value };
}
