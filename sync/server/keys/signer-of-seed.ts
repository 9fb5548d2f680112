/** An Ed25519 signer that grows from its seed. */

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';

export type SeedSigner = {
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** DER prefixes of a raw Ed25519 seed (PKCS #8) and of a raw public key (SPKI), RFC 8410. */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyPrefixLength = 12;

/** `seed` is 32 bytes in hexadecimal. */
export function signerOfSeed(seed: string): SeedSigner {
  const bytes = hexToBytes(seed);
  invariant(bytes?.length === 32, 'an Ed25519 seed has 32 bytes');
  const privateKey = createPrivateKey({
    key: Buffer.concat([seedPrefix, bytes]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = new Uint8Array(spki.subarray(publicKeyPrefixLength));
  return {
    keyId: serviceKeyId(publicKey),
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

function serviceKeyId(publicKey: Uint8Array): string {
  return bytesToHex(createHash('sha256').update(publicKey).digest().subarray(0, 8));
}
