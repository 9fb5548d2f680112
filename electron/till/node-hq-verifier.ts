/**
 * PINs that HQ knows. HQ proves a PIN by salt and tag of argon2id, sealed for this till; the till keeps both under its own
 * pepper, so that its file alone says nothing about a PIN.
 */

import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { decodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { openBox } from '#sync/core/sealed-box.ts';
import type { KeyPair } from '#sync/core/sealed-box.ts';
import { nodeBox } from './node-box.ts';

/** What a kept verifier of HQ's begins with; nothing after it stands for an operator whose PIN is not known. */
export const hqVerifierPrefix = 'hq1:';

/** `undefined` for what was not sealed for this till, or holds no verifier. */
export type KeepVerifier = (sealedVerifier: string) => string | undefined;

/** `Algorithm.Argon2id` of the package, whose const enum cannot be used with isolated modules. */
const argon2id = 2;
const verifierFormat = 1;
const saltBytes = 16;
const tagBytes = 32;
const nonceBytes = 12;
const macBytes = 16;
const algorithm = 'aes-256-gcm';
const purpose = 'vafa hq verifier 1';

export function createKeepVerifier(pinPepper: Uint8Array, boxKey: KeyPair): KeepVerifier {
  const key = keyOf(pinPepper);
  return (sealedVerifier) => {
    const verifier = openBox(Buffer.from(sealedVerifier, 'base64'), boxKey, nodeBox);
    if (verifier === undefined || partsOf(verifier) === undefined) return undefined;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce);
    const sealed = [cipher.update(verifier), cipher.final()];
    return hqVerifierPrefix + Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64');
  };
}

/** False for every PIN where the verifier does not open: the pepper or the file is another. */
export async function isHqPin(pin: string, kept: string, pinPepper: Uint8Array): Promise<boolean> {
  const parts = openedParts(kept, pinPepper);
  // The work is done all the same, so that the time it takes says nothing.
  const { salt, tag } = parts ?? { salt: new Uint8Array(saltBytes), tag: new Uint8Array(tagBytes) };
  const found = await hashRaw(pin, {
    algorithm: argon2id,
    salt,
    memoryCost: 65_536,
    timeCost: 3,
    parallelism: 1,
    outputLen: tagBytes,
  });
  return timingSafeEqual(found, tag) && parts !== undefined;
}

type VerifierParts = { readonly salt: Uint8Array; readonly tag: Uint8Array };

function openedParts(kept: string, pinPepper: Uint8Array): VerifierParts | undefined {
  const bytes = Buffer.from(kept.slice(hqVerifierPrefix.length), 'base64');
  if (bytes.length < nonceBytes + macBytes) return undefined;
  const decipher = createDecipheriv(algorithm, keyOf(pinPepper), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + macBytes));
  try {
    const opened = [decipher.update(bytes.subarray(nonceBytes + macBytes)), decipher.final()];
    return partsOf(new Uint8Array(Buffer.concat(opened)));
  } catch {
    return undefined; // node throws where the tag does not fit: exactly the answer asked for
  }
}

function partsOf(verifier: Uint8Array): VerifierParts | undefined {
  const value = decodeCanonical(verifier);
  if (!Array.isArray(value) || value[0] !== verifierFormat) return undefined;
  const [, salt, tag]: readonly unknown[] = value;
  if (!(salt instanceof Uint8Array) || !(tag instanceof Uint8Array)) return undefined;
  return salt.length === saltBytes && tag.length === tagBytes ? { salt, tag } : undefined;
}

function keyOf(pinPepper: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', pinPepper).update(purpose).digest());
}
