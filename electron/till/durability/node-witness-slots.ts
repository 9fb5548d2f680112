/** The witness as a file, named for the till's public key: several tills of one computer do not meet in it. */

import { createHash } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../journal/write-whole.ts';
import { witnessSlotBytes } from './witness.ts';
import type { WitnessSlots } from './witness.ts';

/** Opened for good; throws the disk's own error where that cannot be done. */
export function openWitnessSlots(folder: string, publicKey: Uint8Array): WitnessSlots {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  const file = path.join(folder, `${name}.head`);
  const before = existsSync(file) ? new Uint8Array(readFileSync(file)) : new Uint8Array(0);
  const descriptor = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600);
  return {
    read: () => [
      before.subarray(0, witnessSlotBytes),
      before.subarray(witnessSlotBytes, 2 * witnessSlotBytes),
    ],
    write: (slot, bytes, isSynced) => {
      writeWhole(descriptor, bytes, slot * witnessSlotBytes);
      if (isSynced) fdatasyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}
