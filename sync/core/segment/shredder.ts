/** What is written while bodies are taken apart: columns of tags and numbers, and the contents of texts and bytes. */

import { createByteWriter, writeByte, writeBytes } from './byte-writer.ts';
import type { ByteWriter } from './byte-writer.ts';
import { createHead } from './cbor-item.ts';
import type { Head } from './cbor-item.ts';
import { createColumns, expectedIn, remember } from './columns.ts';
import type { Column, Columns, Remembered } from './columns.ts';
import { createDictionary } from './dictionary.ts';
import type { Dictionary } from './dictionary.ts';
import type { Form } from './integer-form.ts';
import { createRecentNumbers } from './recent-numbers.ts';
import type { RecentNumbers } from './recent-numbers.ts';
import { tag } from './segment-tags.ts';

export type ShreddedColumn = { readonly tags: ByteWriter; readonly numbers: number[] };
/** A place to be written to, and the text before it in its record. */
export type Spot = { readonly column: Column<ShreddedColumn>; readonly key: number };

export type Shredder = {
  readonly columns: Columns<ShreddedColumn>;
  readonly texts: Dictionary;
  readonly byteStrings: Dictionary;
  readonly recent: RecentNumbers;
  /** The three random parts of new UUIDs: of 4 bits, of 6 bits, and of 64 bits. */
  readonly uuidFours: ByteWriter;
  readonly uuidSixes: ByteWriter;
  readonly uuidRests: ByteWriter;
  readonly contents: ByteWriter;
  /** Values of all entries so far. */
  values: number;
  body: Uint8Array;
  /** Where in the body the next item begins. */
  at: number;
  readonly head: Head;
};

export function createShredder(): Shredder {
  return {
    columns: createColumns<ShreddedColumn>(() => ({ tags: createByteWriter(), numbers: [] })),
    texts: createDictionary(),
    byteStrings: createDictionary(),
    recent: createRecentNumbers(),
    uuidFours: createByteWriter(),
    uuidSixes: createByteWriter(),
    uuidRests: createByteWriter(),
    contents: createByteWriter(),
    values: 0,
    body: new Uint8Array(),
    at: 0,
    head: createHead(),
  };
}

/** Whether the value is the one that was expected, which takes a tag and no more. */
export function putExpected({ column, key }: Spot, value: Remembered): boolean {
  const expected = expectedIn(column, key);
  const isExpected = expected.kind === value.kind && expected.number === value.number;
  remember(column, key, isExpected ? expected : value);
  if (isExpected) put(column, { tag: tag.same });
  return isExpected;
}

export function put({ own }: Column<ShreddedColumn>, form: Form): void {
  writeByte(own.tags, form.tag);
  if (form.number !== undefined) own.numbers.push(form.number);
}

/** The next `length` bytes of the body as they are. */
export function putRaw(shredder: Shredder, column: Column<ShreddedColumn>, length: number): void {
  put(column, { tag: tag.raw, number: length });
  const { at, body } = shredder;
  writeBytes(shredder.contents, body.subarray(at, at + length));
  shredder.at = at + length;
}
