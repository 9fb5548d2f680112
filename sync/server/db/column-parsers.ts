/** How columns become values, the same whatever driver reads them. By PostgreSQL's type number. */

import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/** BYTEA, BIGINT, NUMERIC and arrays of the latter two are listed; every other type is left to the driver. */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: parseBytes,
  20: parseBigint,
  1016: (text) => arrayItems(text).map(parseBigint),
  // A sum may be larger than any safe integer: the reader decides between text and BigInt.
  1700: (text) => text,
  1231: arrayItems,
};

/** Throws past 2^53 − 1: no single amount or counter of HQ may get there. */
function parseBigint(text: string): number {
  const value = Number(text);
  invariant(Number.isSafeInteger(value), 'a BIGINT of HQ is a safe integer');
  return value;
}

function parseBytes(text: string): Uint8Array {
  const bytes = text.startsWith(String.raw`\x`) ? hexToBytes(text.slice(2)) : undefined;
  invariant(bytes !== undefined, 'PostgreSQL writes BYTEA as hexadecimal digits');
  return bytes;
}

/** Items of a one-dimensional array of numbers: `{1,2}`. */
function arrayItems(text: string): readonly string[] {
  const inner = text.slice(1, -1);
  invariant(!inner.includes('{') && !inner.includes('NULL'), 'arrays of numbers are flat and without NULL');
  return inner === '' ? [] : inner.split(',');
}
