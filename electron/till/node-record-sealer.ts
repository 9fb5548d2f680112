/** AES-256-GCM under a fresh key for each record: 12 bytes of nonce, 16 of tag, then the ciphertext. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { RecordSealer } from './ports.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

export function createRecordSealer(): RecordSealer {
  return { seal, open };
}

function seal(record: Uint8Array): { readonly key: Uint8Array; readonly ciphertext: Uint8Array } {
  const key = new Uint8Array(randomBytes(keyBytes));
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  const sealed = Buffer.concat([cipher.update(record), cipher.final()]);
  return { key, ciphertext: new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed])) };
}

/** `undefined` for another key or for bytes that were changed. */
function open(key: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  if (key.length !== keyBytes || ciphertext.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, ciphertext.subarray(0, nonceBytes));
  decipher.setAuthTag(ciphertext.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const opened = decipher.update(ciphertext.subarray(nonceBytes + tagBytes));
    return new Uint8Array(Buffer.concat([opened, decipher.final()]));
  } catch {
    return undefined; // node throws where the tag does not match: exactly the answer asked for
  }
}
