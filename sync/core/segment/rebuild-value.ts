/** Reads the next value of a column, and all that is within it. */

import { canonicalDepthMax } from '#shared/ledger/canonical-bytes.ts';
import { hashBytes } from '#shared/ledger/chain.ts';
import { extend, writeBytes } from './byte-writer.ts';
import { major, simpleFalse, simpleNull, simpleTrue } from './cbor-item.ts';
import { expectedIn, noKey, remember } from './columns.ts';
import type { Remembered } from './columns.ts';
import { readInteger } from './read-integer.ts';
import { isNewContent, rebuildContent } from './rebuild-content.ts';
import { nextNumber, nextTag, writeAgain, writeHead, writeInteger } from './rebuilder.ts';
import type { Rebuilder, Spot } from './rebuilder.ts';
import { takeBytes } from './read-columns.ts';
import { BadSegment } from './segment-fault.ts';
import { recordFieldsMax } from './segment-limits.ts';
import { kind, tag } from './segment-tags.ts';

/** The number of the text, where the value is one. */
export function rebuildValue(rebuilder: Rebuilder, spot: Spot): number {
  const { column, key } = spot;
  const written = nextTag(column);
  if (written === tag.raw) {
    writeBytes(rebuilder.out, takeBytes(rebuilder.read.contents, nextNumber(column)));
    return noKey;
  }
  if (isNewContent(written)) {
    const value = rebuildContent(rebuilder, column, written);
    remember(column, key, value);
    return textOf(value);
  }
  const value = readKnown(rebuilder, spot, written);
  remember(column, key, value);
  writeKnown(rebuilder, spot, value);
  return textOf(value);
}

function textOf(value: Remembered): number {
  return value.kind === kind.text ? value.number : noKey;
}

const nothing: Remembered = { kind: kind.null, number: 0 };
const no: Remembered = { kind: kind.false, number: 0 };
const yes: Remembered = { kind: kind.true, number: 0 };

function readKnown(rebuilder: Rebuilder, spot: Spot, written: number): Remembered {
  const { column, key } = spot;
  switch (written) {
    case tag.same:
      return expectedIn(column, key);
    case tag.null:
      return nothing;
    case tag.false:
      return no;
    case tag.true:
      return yes;
    case tag.list:
      return { kind: kind.list, number: nextNumber(column) };
    case tag.record:
      return { kind: kind.record, number: nextNumber(column) };
    case tag.oldText:
      return { kind: kind.text, number: nextNumber(column) };
    case tag.oldBytes:
      return { kind: kind.bytes, number: nextNumber(column) };
    case tag.derivedKey:
      return { kind: kind.derivedKey, number: nextNumber(column) };
    default:
      return { kind: kind.integer, number: readInteger(rebuilder.recent, spot, written) };
  }
}

function writeKnown(rebuilder: Rebuilder, spot: Spot, known: Remembered): void {
  const { out } = rebuilder;
  switch (known.kind) {
    case kind.null:
      writeHead(out, major.simple, simpleNull);
      return;
    case kind.false:
      writeHead(out, major.simple, simpleFalse);
      return;
    case kind.true:
      writeHead(out, major.simple, simpleTrue);
      return;
    case kind.integer:
      writeInteger(rebuilder, known.number);
      return;
    case kind.text:
      writeAgain(rebuilder, rebuilder.texts, known.number);
      return;
    case kind.bytes:
      writeAgain(rebuilder, rebuilder.byteStrings, known.number);
      return;
    case kind.list:
      rebuildItems(rebuilder, spot, known.number);
      return;
    case kind.record:
      rebuildFields(rebuilder, spot, known.number);
      return;
    case kind.derivedKey:
      keepPlace(rebuilder, known.number);
      return;
    default:
      // The value is the same as before, and there was none before.
      throw new BadSegment('malformed');
  }
}

function rebuildItems(rebuilder: Rebuilder, { column, depth }: Spot, count: number): void {
  if (depth === canonicalDepthMax) throw new BadSegment('malformed');
  writeHead(rebuilder.out, major.array, count);
  if (count === 0) return;
  const items = rebuilder.read.columns.itemsOf(column);
  if (items === undefined) throw new BadSegment('malformed');
  // A count that is too high ends where the column does.
  for (let item = 0; item < count; item += 1) {
    rebuildValue(rebuilder, { column: items, key: noKey, depth: depth + 1 });
  }
}

function rebuildFields(rebuilder: Rebuilder, { column, depth }: Spot, count: number): void {
  if (depth === canonicalDepthMax || count === 0 || count > recordFieldsMax) {
    throw new BadSegment('malformed');
  }
  const fields = rebuilder.read.columns.fieldsOf(column, count);
  if (fields === undefined) throw new BadSegment('malformed');
  writeHead(rebuilder.out, major.array, count);
  let key = noKey;
  for (const field of fields) {
    const text = rebuildValue(rebuilder, { column: field, key, depth: depth + 1 });
    if (key === noKey) key = text;
  }
}

/** The key is derived from what comes after it: its bytes are filled in when the entry is whole. */
function keepPlace(rebuilder: Rebuilder, derivation: number): void {
  if (rebuilder.key !== undefined) throw new BadSegment('malformed');
  writeHead(rebuilder.out, major.bytes, hashBytes);
  rebuilder.key = { at: extend(rebuilder.out, hashBytes), derivation };
}
