/** HQ's keys at work: made from what the key file holds. */

import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { DataSeal, EscrowKey, ServiceKey, ServiceKeys } from '../service-keys.ts';
import type { KeyMaterial, StoredServiceKey } from './key-material.ts';
import { signerOfSeed } from './signer-of-seed.ts';

export type ReplaceableKeys = {
  readonly serviceKeys: ServiceKeys;
  /** After a rotation: everybody who holds `serviceKeys` sees the new keys. */
  readonly replace: (material: KeyMaterial) => void;
};

export function createServiceKeys(material: KeyMaterial): ReplaceableKeys {
  let service = serviceKeysOf(material);
  const escrow = escrowKeyOf(keyBytes(material.escrowSeed));
  const dataSeal = dataSealOf(keyBytes(material.dataKey));
  return {
    serviceKeys: {
      get current() {
        return service.current;
      },
      get retired() {
        return service.retired;
      },
      escrow,
      dataSeal,
    },
    replace: (next) => {
      service = serviceKeysOf(next);
    },
  };
}

function serviceKeysOf(material: KeyMaterial): Pick<ServiceKeys, 'current' | 'retired'> {
  const [current, ...retired] = material.service.map(serviceKeyOf);
  invariant(current !== undefined, 'an HQ has a service key');
  return { current, retired };
}

function serviceKeyOf({ seed, madeAtMs, endorsement }: StoredServiceKey): ServiceKey {
  const signature = endorsement === null ? undefined : hexToBytes(endorsement.signature);
  return {
    ...signerOfSeed(seed),
    madeAtMs,
    endorsement: endorsement === null || !signature ? null : { keyId: endorsement.keyId, signature },
  };
}

/** DER prefixes of a raw X25519 private key (PKCS #8) and public key (SPKI), RFC 8410. */
const agreementSeedPrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');
const agreementPublicPrefix = Buffer.from('302a300506032b656e032100', 'hex');

function escrowKeyOf(seed: Uint8Array): EscrowKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([agreementSeedPrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(agreementPublicPrefix.length)),
    agree: (peerPublicKey) => {
      if (peerPublicKey.length !== 32) return undefined;
      const der = Buffer.concat([agreementPublicPrefix, peerPublicKey]);
      const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
      try {
        return new Uint8Array(diffieHellman({ privateKey, publicKey }));
      } catch {
        // A point of small order: whoever sent it wants a secret that everybody knows.
        return undefined;
      }
    },
  };
}

const nonceLength = 12;
const tagLength = 16;

function dataSealOf(key: Uint8Array): DataSeal {
  return {
    seal: (plaintext, context) => {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const ciphertext = [cipher.update(plaintext), cipher.final()];
      return new Uint8Array(Buffer.concat([nonce, ...ciphertext, cipher.getAuthTag()]));
    },
    open: (sealed, context) => {
      if (sealed.length < nonceLength + tagLength) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(sealed.length - tagLength));
      const opened = decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength));
      try {
        return new Uint8Array(Buffer.concat([opened, decipher.final()]));
      } catch {
        // The tag does not fit: the caller is told so by the missing value.
        return undefined;
      }
    },
    derive: (purpose) => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), purpose, 32)),
  };
}

function keyBytes(hex: string): Uint8Array {
  const bytes = hexToBytes(hex);
  invariant(bytes?.length === 32, 'a key has 32 bytes');
  return bytes;
}
