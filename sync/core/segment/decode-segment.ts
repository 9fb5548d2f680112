/** A segment from outside, back to the bodies that it was made of, byte for byte. */

import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { writtenBytes } from './byte-writer.ts';
import { noKey } from './columns.ts';
import { derivations, derivedKey } from './derived-key.ts';
import { isReadThrough, readColumns } from './read-columns.ts';
import type { ColumnsToRead } from './read-columns.ts';
import { rebuildValue } from './rebuild-value.ts';
import { createRebuilder } from './rebuilder.ts';
import type { Rebuilder } from './rebuilder.ts';
import { BadSegment } from './segment-fault.ts';
import type { SegmentFault } from './segment-fault.ts';
import type { SegmentLimits } from './segment-limits.ts';

/** Brotli (RFC 7932), stopped at `bytesMax`. `broken`: the bytes are no whole stream. */
export type Decompress = (bytes: Uint8Array, bytesMax: number) => Result<Uint8Array, 'bomb' | 'broken'>;

export type DecodePorts = { readonly sha256: Sha256; readonly decompress: Decompress };

export type ExpectedSegment = {
  /** As many as the sender says there are. */
  readonly entries: number;
  readonly limits: SegmentLimits;
};

/** The bodies are parts of one array: whoever keeps one of them for long copies it. */
export function decodeSegment(
  segment: Uint8Array,
  expected: ExpectedSegment,
  { sha256, decompress }: DecodePorts,
): Result<readonly Uint8Array[], SegmentFault> {
  const { limits } = expected;
  if (segment.length > limits.compressedBytesMax) return err({ code: 'too_large', afterEntries: 0 });
  const plain = decompress(segment, limits.plainBytesMax);
  if (!plain.ok) {
    return err({ code: plain.error === 'bomb' ? 'bomb' : 'malformed', afterEntries: 0 });
  }
  return decodeColumns(plain.value, expected, sha256);
}

/** The segment after it was decompressed. */
export function decodeColumns(
  plain: Uint8Array,
  { entries, limits }: ExpectedSegment,
  sha256: Sha256,
): Result<readonly Uint8Array[], SegmentFault> {
  const ends: number[] = [];
  try {
    const read = readColumns(plain);
    if (read.entries > limits.entriesMax) throw new BadSegment('malformed');
    if (entries < 1 || read.entries !== entries) throw new BadSegment('count_differs');
    const rebuilder = createRebuilder(read, limits.bodiesBytesMax);
    while (ends.length < entries) ends.push(rebuildEntry(rebuilder, sha256));
    if (!isAllRead(read)) throw new BadSegment('malformed');
    const bytes = writtenBytes(rebuilder.out);
    return ok(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)));
  } catch (fault) {
    if (fault instanceof BadSegment) return err({ code: fault.code, afterEntries: ends.length });
    throw fault;
  }
}

/** Where the entry ends. */
function rebuildEntry(rebuilder: Rebuilder, sha256: Sha256): number {
  const { out, read, recent } = rebuilder;
  const at = out.length;
  recent.clear();
  rebuilder.key = undefined;
  rebuildValue(rebuilder, { column: read.columns.root, key: noKey, depth: 0 });
  fillKey(rebuilder, at, sha256);
  return out.length;
}

function fillKey({ key, out }: Rebuilder, entryAt: number, sha256: Sha256): void {
  if (key === undefined) return;
  const derivation = derivations[key.derivation];
  const derived = derivation && derivedKey(sha256, { bytes: writtenBytes(out), at: entryAt }, derivation);
  if (derived === undefined) throw new BadSegment('malformed');
  out.buffer.set(derived, key.at);
}

function isAllRead(read: ColumnsToRead): boolean {
  const { all } = read.columns;
  return (
    all.length === read.columnCount &&
    all.every(({ own }) => own.tagsRead === own.tags.length && own.numbersRead === own.numbers.length) &&
    [read.uuidFours, read.uuidSixes, read.uuidRests, read.contents].every(isReadThrough)
  );
}
