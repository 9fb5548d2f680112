/** Texts and byte strings that the segment has not had before. */

import { byteAt, extend, writeBytes } from './byte-writer.ts';
import { major } from './cbor-item.ts';
import type { Remembered } from './columns.ts';
import { unzigzag } from './number-layers.ts';
import { takeBytes } from './read-columns.ts';
import { nextNumber, writeHead } from './rebuilder.ts';
import type { Rebuilder, Spot } from './rebuilder.ts';
import { BadSegment } from './segment-fault.ts';
import { kind, tag } from './segment-tags.ts';
import {
  restBytes,
  timeBytes,
  uuidBytes,
  uuidMsMax,
  variantBits,
  variantByte,
  versionBits,
  versionByte,
} from './uuid-parts.ts';

export function isNewContent(written: number): boolean {
  return written === tag.newText || written === tag.newBytes || written === tag.newUuid;
}

export function rebuildContent(rebuilder: Rebuilder, column: Spot['column'], written: number): Remembered {
  const { out, texts, byteStrings, read } = rebuilder;
  const at = out.length;
  const isText = written === tag.newText;
  if (written === tag.newUuid) rebuildUuid(rebuilder, column);
  else {
    const content = takeBytes(read.contents, nextNumber(column));
    writeHead(out, isText ? major.text : major.bytes, content.length);
    writeBytes(out, content);
  }
  const known = isText ? texts : byteStrings;
  known.push({ at, end: out.length });
  return { kind: isText ? kind.text : kind.bytes, number: known.length - 1 };
}

function rebuildUuid({ out, read }: Rebuilder, column: Spot['column']): void {
  column.uuidMs += unzigzag(nextNumber(column));
  if (column.uuidMs < 0 || column.uuidMs > uuidMsMax) throw new BadSegment('malformed');
  const four = byteAt(takeBytes(read.uuidFours, 1), 0);
  const six = byteAt(takeBytes(read.uuidSixes, 1), 0);
  const rest = takeBytes(read.uuidRests, restBytes);
  if (four > 0x0f || six > 0x3f) throw new BadSegment('malformed');
  writeHead(out, major.bytes, uuidBytes);
  const at = extend(out, uuidBytes);
  let atMs = column.uuidMs;
  for (let place = at + timeBytes - 1; place >= at; place -= 1) {
    out.buffer[place] = atMs % 0x100;
    atMs = Math.floor(atMs / 0x100);
  }
  const split = variantByte - versionByte - 1;
  out.buffer[at + versionByte] = versionBits | four;
  out.buffer.set(rest.subarray(0, split), at + versionByte + 1);
  out.buffer[at + variantByte] = variantBits | six;
  out.buffer.set(rest.subarray(split), at + variantByte + 1);
}
