/** Takes a value apart that is no array. */

import { byteAt, writeByte, writeBytes } from './byte-writer.ts';
import { major, simpleNull, simpleTrue } from './cbor-item.ts';
import { expectedIn, noKey } from './columns.ts';
import { integerForm } from './integer-form.ts';
import { zigzag, zigzagMax } from './number-layers.ts';
import { kind, tag } from './segment-tags.ts';
import { put, putExpected, putRaw } from './shredder.ts';
import type { Shredder, Spot } from './shredder.ts';
import { isUuidV7, uuidMsOf, variantByte, versionByte } from './uuid-parts.ts';

/** The head of the value has been read. The answer is the text's number, where the value is one. */
export function shredScalar(shredder: Shredder, spot: Spot): number {
  const { argument } = shredder.head;
  switch (shredder.head.major) {
    case major.unsigned:
      shredInteger(shredder, spot, argument);
      return noKey;
    case major.negative:
      shredInteger(shredder, spot, -1 - argument);
      return noKey;
    case major.text:
      return shredText(shredder, spot);
    case major.bytes:
      shredBytes(shredder, spot);
      return noKey;
    default:
      shredSimple(shredder, spot);
      return noKey;
  }
}

function shredInteger(shredder: Shredder, spot: Spot, value: number): void {
  const { at, head, recent } = shredder;
  if (Math.abs(value) > zigzagMax) {
    putRaw(shredder, spot.column, head.contentAt - at);
    return;
  }
  shredder.at = head.contentAt;
  const expected = expectedIn(spot.column, spot.key);
  const before = expected.kind === kind.integer ? expected.number : 0;
  if (!putExpected(spot, { kind: kind.integer, number: value })) {
    put(spot.column, integerForm(value, before, recent));
  }
  recent.use(value);
}

function shredText(shredder: Shredder, spot: Spot): number {
  const content = takeContent(shredder);
  const known = shredder.texts.find(content);
  const number = known >= 0 ? known : shredder.texts.add(content);
  if (putExpected(spot, { kind: kind.text, number })) return number;
  if (known >= 0) put(spot.column, { tag: tag.oldText, number });
  else {
    put(spot.column, { tag: tag.newText, number: content.length });
    writeBytes(shredder.contents, content);
  }
  return number;
}

function shredBytes(shredder: Shredder, spot: Spot): void {
  const content = takeContent(shredder);
  const known = shredder.byteStrings.find(content);
  const number = known >= 0 ? known : shredder.byteStrings.add(content);
  if (putExpected(spot, { kind: kind.bytes, number })) return;
  if (known >= 0) put(spot.column, { tag: tag.oldBytes, number });
  else if (isUuidV7(content)) putUuid(shredder, spot.column, content);
  else {
    put(spot.column, { tag: tag.newBytes, number: content.length });
    writeBytes(shredder.contents, content);
  }
}

function putUuid(shredder: Shredder, column: Spot['column'], uuid: Uint8Array): void {
  const atMs = uuidMsOf(uuid);
  put(column, { tag: tag.newUuid, number: zigzag(atMs - column.uuidMs) });
  column.uuidMs = atMs;
  writeByte(shredder.uuidFours, byteAt(uuid, versionByte) & 0x0f);
  writeByte(shredder.uuidSixes, byteAt(uuid, variantByte) & 0x3f);
  writeBytes(shredder.uuidRests, uuid.subarray(versionByte + 1, variantByte));
  writeBytes(shredder.uuidRests, uuid.subarray(variantByte + 1));
}

function shredSimple(shredder: Shredder, spot: Spot): void {
  const { argument, contentAt } = shredder.head;
  shredder.at = contentAt;
  const form = argument === simpleNull ? tag.null : argument === simpleTrue ? tag.true : tag.false;
  // The tags of these three are also their kinds.
  if (!putExpected(spot, { kind: form, number: 0 })) put(spot.column, { tag: form });
}

function takeContent(shredder: Shredder): Uint8Array {
  const { body, head } = shredder;
  shredder.at = head.contentAt + head.argument;
  return body.subarray(head.contentAt, shredder.at);
}
