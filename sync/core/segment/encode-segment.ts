/** Entries of a chain as one compressed segment; docs/sync-segment.md describes it. */

import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createByteWriter, writeBytes, writeVarint, writtenBytes } from './byte-writer.ts';
import { writeLayers } from './number-layers.ts';
import { segmentLimits } from './segment-limits.ts';
import { segmentFormat } from './segment-tags.ts';
import { shredEntries } from './shred-entries.ts';

/** Brotli (RFC 7932). */
export type Compress = (bytes: Uint8Array) => Uint8Array;

export type EncodePorts = { readonly sha256: Sha256; readonly compress: Compress };

/** Throws for more entries, or longer ones, than a segment holds: whoever cuts the chain into runs sees to that. */
export function encodeSegment(bodies: readonly Uint8Array[], { sha256, compress }: EncodePorts): Uint8Array {
  return compress(encodeColumns(bodies, sha256));
}

/** The segment before it is compressed. */
export function encodeColumns(bodies: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const { entriesMax, bodiesBytesMax } = segmentLimits;
  const bodiesBytes = bodies.reduce((sum, { length }) => sum + length, 0);
  invariant(
    bodies.length >= 1 && bodies.length <= entriesMax,
    'a segment holds some entries, and not too many',
  );
  invariant(bodiesBytes <= bodiesBytesMax, 'the bodies of a segment stay below their limit');
  const shredded = shredEntries(bodies, sha256);
  const { uuidFours, uuidSixes, uuidRests, contents } = shredded;
  const columns = shredded.columns.all.map(({ own }) => own);
  const writer = createByteWriter();
  for (const number of [segmentFormat, bodies.length, columns.length, uuidFours.length]) {
    writeVarint(writer, number);
  }
  for (const { tags, numbers } of columns) {
    writeVarint(writer, tags.length);
    writeVarint(writer, numbers.length);
  }
  for (const { tags } of columns) writeBytes(writer, writtenBytes(tags));
  for (const { numbers } of columns) writeLayers(writer, numbers);
  for (const part of [uuidFours, uuidSixes, uuidRests, contents]) writeBytes(writer, writtenBytes(part));
  return writtenBytes(writer);
}
