/** Takes bodies apart into columns. Whatever the columns cannot say travels raw. */

import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { major, readHead, scanItem, skipItem } from './cbor-item.ts';
import { noKey } from './columns.ts';
import { byteAt } from './byte-writer.ts';
import { derivationOf, keyField } from './derived-key.ts';
import { entryValuesMax, recordFieldsMax, segmentLimits, valuesMax } from './segment-limits.ts';
import { kind, tag } from './segment-tags.ts';
import { shredScalar } from './shred-scalar.ts';
import { createShredder, put, putExpected, putRaw } from './shredder.ts';
import type { Shredder, Spot } from './shredder.ts';

export function shredEntries(bodies: readonly Uint8Array[], sha256: Sha256): Shredder {
  const shredder = createShredder();
  for (const body of bodies) shredEntry(shredder, body, sha256);
  return shredder;
}

function shredEntry(shredder: Shredder, body: Uint8Array, sha256: Sha256): void {
  const { columns, recent } = shredder;
  shredder.body = body;
  shredder.at = 0;
  recent.clear();
  const { end, values } = scanItem(body, 0);
  // Each entry that comes after may need a value for itself.
  const valuesLeft = valuesMax - segmentLimits.entriesMax - shredder.values;
  if (end !== body.length || values > Math.min(entryValuesMax, valuesLeft)) {
    putRaw(shredder, columns.root, body.length);
    return;
  }
  shredder.values += values;
  shredValue(shredder, { column: columns.root, key: noKey, derivation: derivationOf(sha256, body) });
}

type Place = Spot & {
  /** How the operation key follows from the entry, where this is the entry; else -1. */
  readonly derivation: number;
};

/** The number of the text, where the value is one. */
function shredValue(shredder: Shredder, place: Place): number {
  readHead(shredder.body, shredder.at, shredder.head);
  if (shredder.head.major === major.array) {
    shredArray(shredder, place);
    return noKey;
  }
  return shredScalar(shredder, place);
}

function shredArray(shredder: Shredder, place: Place): void {
  const { at, body, head, columns } = shredder;
  const { argument: count, contentAt } = head;
  const { column } = place;
  const isList = count === 0 || count > recordFieldsMax || isArrayAt(body, contentAt);
  const items = isList && count > 0 ? columns.itemsOf(column) : undefined;
  const fields = isList ? undefined : columns.fieldsOf(column, count);
  if (count > 0 && items === undefined && fields === undefined) {
    putRaw(shredder, column, skipItem(body, at, head) - at);
    return;
  }
  shredder.at = contentAt;
  const form = isList ? tag.list : tag.record;
  // The tags of arrays are also their kinds.
  if (!putExpected(place, { kind: form, number: count })) put(column, { tag: form, number: count });
  if (fields !== undefined) shredFields(shredder, fields, place.derivation);
  else if (items !== undefined) shredItems(shredder, items, count);
}

function isArrayAt(body: Uint8Array, at: number): boolean {
  return byteAt(body, at) >> 5 === major.array;
}

function shredItems(shredder: Shredder, items: Spot['column'], count: number): void {
  for (let item = 0; item < count; item += 1) {
    shredValue(shredder, { column: items, key: noKey, derivation: -1 });
  }
}

function shredFields(shredder: Shredder, fields: readonly Spot['column'][], derivation: number): void {
  let key = noKey;
  let field = 0;
  for (const column of fields) {
    if (derivation >= 0 && field === keyField) putKey(shredder, { column, key }, derivation);
    else {
      const text = shredValue(shredder, { column, key, derivation: -1 });
      if (key === noKey) key = text;
    }
    field += 1;
  }
}

function putKey(shredder: Shredder, spot: Spot, derivation: number): void {
  shredder.at = skipItem(shredder.body, shredder.at, shredder.head);
  const value = { kind: kind.derivedKey, number: derivation };
  if (!putExpected(spot, value)) put(spot.column, { tag: tag.derivedKey, number: derivation });
}
