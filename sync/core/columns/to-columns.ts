/** Records as columns. What JSON can hold comes back as it was, fields in the order of their first appearance. */

import { isUuid } from '#shared/kernel/ids.ts';
import { sameLettersMax } from './column.ts';
import type { Column, Scalar } from './column.ts';

export type Columns = { readonly columns: Column; readonly cells: number };

export function toColumns(records: readonly unknown[]): Columns {
  const count = { cells: 0 };
  return { columns: columnOf(records, count), cells: count.cells };
}

type Count = { cells: number };

function columnOf(values: readonly unknown[], count: Count): Column {
  count.cells += values.length;
  const [first] = values;
  if (values.length === 0) return values;
  if (values.includes(undefined)) return partly(values, count);
  if (isScalar(first) && values.every((value) => value === first)) return { same: first };
  if (values.every(isList)) return lists(values, count);
  if (values.every(isObject)) return objects(values, count);
  if (values.every(isWhole)) return numbers(values);
  if (values.every(isPlainUuid)) return { uuids: values.map((value) => value.replaceAll('-', '')).join('') };
  return values;
}

function partly(values: readonly unknown[], count: Count): Column {
  const present = values.filter((value) => value !== undefined);
  const has = values.map((value) => (value === undefined ? 0 : 1));
  return { has: columnOf(has, count), present: columnOf(present, count) };
}

function lists(values: readonly (readonly unknown[])[], count: Count): Column {
  const lengths = values.map(({ length }) => length);
  return { lengths: columnOf(lengths, count), items: columnOf(values.flat(1), count) };
}

function objects(values: readonly Readonly<Record<string, unknown>>[], count: Count): Column {
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  return {
    fields: Object.fromEntries(
      [...names].map((name) => [
        name,
        columnOf(
          // Its own: every object has `toString` of another.
          values.map((value) => (Object.hasOwn(value, name) ? value[name] : undefined)),
          count,
        ),
      ]),
    ),
  };
}

/** The shortest of three ways to write them. */
function numbers(values: readonly number[]): Column {
  const steps = values.map((value, place) => value - (values[place - 1] ?? 0));
  const ways: readonly Column[] = [
    values,
    ...(steps.every(isWhole) ? [scaled('steps', steps)] : []),
    scaled('values', values),
  ];
  const written = ways.map((way) => ({ way, letters: JSON.stringify(way).length }));
  return written.reduce((best, next) => (next.letters < best.letters ? next : best)).way;
}

function scaled(name: 'steps' | 'values', numbersOf: readonly number[]): Column {
  const unit = numbersOf.reduce(commonDivisor, 0) || 1;
  const divided = numbersOf.map((value) => value / unit);
  return name === 'steps' ? { unit, steps: divided } : { unit, values: divided };
}

/** Not below 0. */
function commonDivisor(first: number, second: number): number {
  let [larger, smaller] = [Math.abs(first), Math.abs(second)];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function isScalar(value: unknown): value is Scalar {
  if (typeof value === 'string') return value.length <= sameLettersMax;
  return value === null || typeof value === 'boolean' || typeof value === 'number';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** As `isUuid` has them: lower case, with hyphens. */
function isPlainUuid(value: unknown): value is string {
  return typeof value === 'string' && isUuid(value);
}
