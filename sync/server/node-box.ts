/** Sealed boxes on Node: X25519, HKDF-SHA256 and AES-256-GCM of node:crypto. */

import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Agree, BoxPorts, KeyPair } from '#sync/core/sealed-box.ts';

/** DER prefix of a raw X25519 public key (SPKI), RFC 8410. */
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const algorithm = 'aes-256-gcm';
const tagBytes = 16;
/** Each key seals one box, so the nonce never meets it twice. */
const nonce = new Uint8Array(12);
const encoder = new TextEncoder();

export const nodeBox: BoxPorts = {
  ephemeralPair,
  hkdf: (secret, info) => new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), info, 32)),
  aeadSeal: (key, plaintext) => {
    const cipher = createCipheriv(algorithm, key, nonce);
    const sealed = [cipher.update(plaintext), cipher.final()];
    return new Uint8Array(Buffer.concat([cipher.getAuthTag(), ...sealed]));
  },
  aeadOpen: (key, sealed) => {
    if (sealed.length < tagBytes) return undefined;
    const decipher = createDecipheriv(algorithm, key, nonce).setAuthTag(sealed.subarray(0, tagBytes));
    try {
      const opened = decipher.update(sealed.subarray(tagBytes));
      return new Uint8Array(Buffer.concat([opened, decipher.final()]));
    } catch {
      return undefined; // node throws where the tag does not fit: exactly the answer asked for
    }
  },
  utf8: { encode: (text) => encoder.encode(text) },
};

function ephemeralPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return { publicKey: new Uint8Array(spki.subarray(publicPrefix.length)), agree: agreeWith(privateKey) };
}

function agreeWith(privateKey: KeyObject): Agree {
  return (peer) => {
    if (peer.length !== 32) return undefined;
    const key = Buffer.concat([publicPrefix, peer]);
    try {
      const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
      return new Uint8Array(diffieHellman({ privateKey, publicKey }));
    } catch {
      return undefined; // a point of small order, which gives a secret that everybody knows
    }
  };
}
