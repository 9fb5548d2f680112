/** Brotli on Node: what segments are compressed with. */

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { err, ok } from '#shared/kernel/result.ts';
import type { Decompress } from '#sync/core/segment/decode-segment.ts';
import type { Compress } from '#sync/core/segment/encode-segment.ts';

export type BrotliPorts = { readonly compress: Compress; readonly decompress: Decompress };

/** Higher ones take several times as long for a few hundredths of the size. */
const quality = 5;

export const nodeBrotli: BrotliPorts = {
  compress: (bytes) =>
    new Uint8Array(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })),
  decompress: (bytes, bytesMax) => {
    try {
      return ok(new Uint8Array(brotliDecompressSync(bytes, { maxOutputLength: bytesMax })));
    } catch (error) {
      // Whatever else is wrong with the bytes, they are no whole stream; the sender is told which of the two it is.
      return err(isTooLarge(error) ? 'bomb' : 'broken');
    }
  },
};

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
