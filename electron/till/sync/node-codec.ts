/** Segments on Node: Brotli of node:zlib. */

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { SegmentCodec } from '#sync/client/sync-ports.ts';
import { decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import type { Result } from '#shared/kernel/result.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { sha256 } from '../node-signatures.ts';

/** A tenth larger than the best, and many times as fast. */
const quality = 5;

export const nodeSegments: SegmentCodec = {
  encode: (bodies) => encodeSegment(bodies, { sha256, compress }),
  decode: (segment, entries) => {
    const decoded = decodeSegment(segment, { entries, limits: segmentLimits }, { sha256, decompress });
    return decoded.ok ? decoded.value : undefined;
  },
};

function compress(bytes: Uint8Array): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Uint8Array(brotliCompressSync(bytes, { params }));
}

function decompress(bytes: Uint8Array, bytesMax: number): Result<Uint8Array, 'bomb' | 'broken'> {
  try {
    return ok(new Uint8Array(brotliDecompressSync(bytes, { maxOutputLength: bytesMax })));
  } catch (error) {
    const isBomb = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return err(isBomb ? 'bomb' : 'broken'); // zlib throws for these two reasons alone
  }
}
