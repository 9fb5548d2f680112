/** Reads columns of a row, each checked once: a wrong type or an unsafe integer can only be a bug or a broken file. */

import { invariant } from '#shared/kernel/invariant.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { SqlRow } from './database.ts';

/** Safe integers only: SQLite's own go to 2^63. */
export function integerOf(row: SqlRow, column: string): number {
  const value = row[column];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return wrongColumn(column, 'a safe integer');
}

export function integerOrNull(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : integerOf(row, column);
}

export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  return wrongColumn(column, 'text');
}

export function textOrNull(row: SqlRow, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  return wrongColumn(column, 'a blob');
}

export function bytesOrNull(row: SqlRow, column: string): Uint8Array | null {
  return row[column] === null ? null : bytesOf(row, column);
}

/** A UUID stored as 16 bytes. */
export function uuidOf(row: SqlRow, column: string): Uuid {
  return uuidFromBytes(bytesOf(row, column));
}

export function uuidOrNull(row: SqlRow, column: string): Uuid | null {
  return row[column] === null ? null : uuidOf(row, column);
}

/** Its words are put together only when they are needed: rows are read by the ten thousand. */
function wrongColumn(column: string, kind: string): never {
  invariant(false, `column ${column} is ${kind}`);
}
