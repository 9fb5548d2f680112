/** The till's X25519 key, grown from its signing seed: what is sealed to it, only this till opens. */

import { createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import type { KeyPair } from '#sync/core/sealed-box.ts';

/** DER prefixes of a raw X25519 private key (PKCS #8) and a raw public key (SPKI), RFC 8410. */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const purpose = 'vafa box key 1';

export function createBoxKey(signingSeed: Uint8Array): KeyPair {
  const secret = Buffer.from(hkdfSync('sha256', signingSeed, new Uint8Array(0), purpose, 32));
  const der = Buffer.concat([privatePrefix, secret]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(publicPrefix.length)),
    agree: (peer) => {
      if (peer.length !== 32) return undefined;
      const key = Buffer.concat([publicPrefix, peer]);
      try {
        const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
        return new Uint8Array(diffieHellman({ privateKey, publicKey }));
      } catch {
        return undefined; // a point of small order, which gives a secret that everybody knows
      }
    },
  };
}
