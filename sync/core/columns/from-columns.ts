/** Columns of somebody else back into records: every number of it is held against what it promises. */

import { blockCellsMax, blockRecordsMax, columnDepthMax, sameLettersMax } from './column.ts';

/** `undefined` for anything that is no block of the protocol, or one that is too large. */
export function fromColumns(columns: unknown, count: unknown): readonly unknown[] | undefined {
  if (!isCount(count) || count === 0 || count > blockRecordsMax) return undefined;
  const state: State = { cellsLeft: blockCellsMax, depth: 0 };
  try {
    return valuesOf(columns, count, state);
  } catch (error) {
    if (error instanceof NoColumn) return undefined;
    throw error;
  }
}

type State = { cellsLeft: number; depth: number };

class NoColumn extends Error {
  override readonly name = 'NoColumn';
}

function valuesOf(column: unknown, count: number, state: State): unknown[] {
  state.cellsLeft -= count;
  state.depth += 1;
  if (state.cellsLeft < 0 || state.depth > columnDepthMax) throw new NoColumn('too large');
  const values = read(column, count, state);
  state.depth -= 1;
  return values;
}

function read(column: unknown, count: number, state: State): unknown[] {
  if (Array.isArray(column)) return ofLength(column, count);
  if (!isObject(column)) throw new NoColumn('no column');
  if ('same' in column) return Array.from({ length: count }, sameOf(column['same']));
  if ('uuids' in column) return uuidsOf(column['uuids'], count);
  if ('values' in column) return scaled(column['values'], column['unit'], count);
  if ('steps' in column) return summedUp(scaled(column['steps'], column['unit'], count));
  if ('items' in column) return listsOf(column, count, state);
  if ('fields' in column) return objectsOf(column['fields'], count, state);
  if ('present' in column) return partlyOf(column, count, state);
  throw new NoColumn('no column');
}

function ofLength(values: unknown, count: number): unknown[] {
  if (!Array.isArray(values) || values.length !== count) throw new NoColumn('another length');
  return values;
}

function sameOf(value: unknown): () => unknown {
  const isShort = typeof value !== 'string' || value.length <= sameLettersMax;
  if (!isShort || (typeof value === 'object' && value !== null)) throw new NoColumn('no plain value');
  return () => value;
}

const uuidDigits = 32;

function uuidsOf(digits: unknown, count: number): string[] {
  if (typeof digits !== 'string' || digits.length !== count * uuidDigits)
    throw new NoColumn('another length');
  return Array.from({ length: count }, (_, place) => {
    const at = place * uuidDigits;
    const part = (from: number, to: number): string => digits.slice(at + from, at + to);
    return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
  });
}

function scaled(values: unknown, unit: unknown, count: number): number[] {
  return ofLength(values, count).map((value) => {
    const number = typeof value === 'number' && typeof unit === 'number' ? value * unit : Number.NaN;
    if (!Number.isSafeInteger(number)) throw new NoColumn('no whole number');
    return number;
  });
}

function summedUp(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    if (!Number.isSafeInteger(sum)) throw new NoColumn('no whole number');
    return sum;
  });
}

function listsOf(column: Fields, count: number, state: State): unknown[] {
  const lengths = countsOf(column['lengths'], count, state);
  const items = valuesOf(column['items'], total(lengths), state);
  let from = 0;
  return lengths.map((length) => {
    from += length;
    return items.slice(from - length, from);
  });
}

function objectsOf(fields: unknown, count: number, state: State): unknown[] {
  if (!isObject(fields)) throw new NoColumn('no fields');
  const objects = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const [name, column] of Object.entries(fields)) {
    // Assigned, it would be no field.
    if (name === '__proto__') throw new NoColumn('no name');
    const values = valuesOf(column, count, state);
    objects.forEach((object, place) => {
      if (values[place] !== undefined) object[name] = values[place];
    });
  }
  return objects;
}

function partlyOf(column: Fields, count: number, state: State): unknown[] {
  const has = countsOf(column['has'], count, state);
  if (has.some((one) => one > 1)) throw new NoColumn('neither there nor not');
  const present = valuesOf(column['present'], total(has), state);
  let place = 0;
  return has.map((one) => {
    place += one;
    return one === 1 ? present[place - 1] : undefined;
  });
}

function countsOf(column: unknown, count: number, state: State): number[] {
  return valuesOf(column, count, state).map((value) => {
    if (!isCount(value)) throw new NoColumn('no count');
    return value;
  });
}

/** What is beyond any block is no number that is reckoned with. */
function total(counts: readonly number[]): number {
  const sum = counts.reduce((before, one) => before + one, 0);
  if (sum > blockCellsMax) throw new NoColumn('too large');
  return sum;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
