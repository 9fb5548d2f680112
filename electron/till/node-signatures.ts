/** Hashes and Ed25519 signatures by node:crypto. */

import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Sha256, SignHead, Utf8, VerifySignature } from '#shared/kernel/hash-port.ts';
import { invariant } from '#shared/kernel/invariant.ts';

export type HeadSigner = { readonly signHead: SignHead; readonly publicKey: Uint8Array };

/** DER prefixes of a raw Ed25519 seed (PKCS #8) and a raw public key (SPKI), RFC 8410. */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs with the key that grows from a 32-byte seed. */
export function createHeadSigner(signingSeed: Uint8Array): HeadSigner {
  invariant(signingSeed.length === 32, 'an Ed25519 seed has 32 bytes');
  const der = Buffer.concat([seedPrefix, signingSeed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    signHead: (message) => new Uint8Array(sign(null, message, privateKey)),
    publicKey: new Uint8Array(spki.subarray(publicKeyPrefix.length)),
  };
}

/** False for a wrong signature and for a public key that is none. */
export const verifySignature: VerifySignature = ({ publicKey, message, signature }) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const der = Buffer.concat([publicKeyPrefix, publicKey]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

const encoder = new TextEncoder();
export const utf8: Utf8 = { encode: (text) => encoder.encode(text) };
