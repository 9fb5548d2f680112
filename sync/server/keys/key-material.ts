/** HQ's secrets as they stand in the key file, and how the first ones and their successors are made. */

import { bytesToHex } from '#shared/kernel/hex.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { serviceKeyEndorsement } from '../service-keys.ts';
import { signerOfSeed } from './signer-of-seed.ts';

export type StoredServiceKey = {
  /** 32 bytes, hexadecimal. */
  readonly seed: string;
  readonly madeAtMs: number;
  readonly endorsement: { readonly keyId: string; readonly signature: string } | null;
};

/** All values hexadecimal. */
export type KeyMaterial = {
  /** The newest first. */
  readonly service: readonly StoredServiceKey[];
  readonly escrowSeed: string;
  readonly dataKey: string;
};

/** Keys that are valid together: the current one and the one before. */
const serviceKeysMax = 2;

export function newKeyMaterial(randomBytes: RandomBytes, nowMs: number): KeyMaterial {
  return {
    service: [{ seed: bytesToHex(randomBytes(32)), madeAtMs: nowMs, endorsement: null }],
    escrowSeed: bytesToHex(randomBytes(32)),
    dataKey: bytesToHex(randomBytes(32)),
  };
}

/** A new service key in front, vouched for by the one that was current. The one before that ends. */
export function withNextServiceKey(
  material: KeyMaterial,
  randomBytes: RandomBytes,
  nowMs: number,
): KeyMaterial {
  const [former] = material.service;
  const seed = bytesToHex(randomBytes(32));
  const endorsement = former === undefined ? null : endorse(former, seed);
  const service = [{ seed, madeAtMs: nowMs, endorsement }, ...material.service].slice(0, serviceKeysMax);
  return { ...material, service };
}

function endorse(former: StoredServiceKey, newSeed: string): StoredServiceKey['endorsement'] {
  const { keyId, sign } = signerOfSeed(former.seed);
  return { keyId, signature: bytesToHex(sign(serviceKeyEndorsement(signerOfSeed(newSeed).publicKey))) };
}
