/** Reads columns of a row, each checked once: a wrong type or an unsafe integer can only be a bug or a broken file. */

import { invariant } from '#shared/kernel/invariant.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { SqlRow } from './database.ts';

/** Safe integers only: SQLite's own go to 2^63. */
export function integerOf(row: SqlRow, column: string): number {
  const value = row[column];
  invariant(typeof value === 'number' && Number.isSafeInteger(value), `column ${column} is a safe integer`);
  return value;
}

export function integerOrNull(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : integerOf(row, column);
}

export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  invariant(typeof value === 'string', `column ${column} is text`);
  return value;
}

export function textOrNull(row: SqlRow, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

export function bytesOf(row: SqlRow, column: string): Uint8Array {
  const value = row[column];
  invariant(value instanceof Uint8Array, `column ${column} is a blob`);
  return value;
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
