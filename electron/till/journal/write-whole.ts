/** Writes all of some bytes: a disk that is nearly full takes a part of them and says so only by their number. */

import { writeSync } from 'node:fs';

/** At the end of what was written before, or at `position`. Throws the disk's own error where the rest has no room. */
export function writeWhole(descriptor: number, bytes: Uint8Array, position: number | null = null): void {
  let written = 0;
  while (written < bytes.length) {
    const at = position === null ? null : position + written;
    written += writeSync(descriptor, bytes, written, bytes.length - written, at);
  }
}
