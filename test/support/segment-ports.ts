/** What segments are made and read with, by node:zlib and node:crypto. */

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { sha256, verifySignature } from '#electron/till/node-signatures.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { CheckPorts } from '#sync/core/segment/check-segment.ts';
import type { EncodePorts } from '#sync/core/segment/encode-segment.ts';

export const segmentPorts: EncodePorts & CheckPorts = {
  sha256,
  verifySignature,
  compress: (bytes) =>
    new Uint8Array(
      brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_LGWIN]: 18,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    ),
  decompress: (bytes, bytesMax) => {
    try {
      return ok(new Uint8Array(brotliDecompressSync(bytes, { maxOutputLength: bytesMax })));
    } catch (error) {
      const isTooLarge = error instanceof RangeError;
      return err(isTooLarge ? 'bomb' : 'broken');
    }
  },
};
