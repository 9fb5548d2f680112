/** Keys and ids of the vectors: published with their secrets, so no till and no HQ ever has them. */

import { createHeadSigner } from '#electron/till/node-signatures.ts';
import type { HeadSigner } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { KeyPair } from '#sync/core/sealed-box.ts';
import { createServiceKeys } from '#sync/server/keys/create-service-keys.ts';
import type { ServiceKeys } from '#sync/server/service-keys.ts';

export const deviceId = uuid('0192f0c1-7a3b-7c4d-8e5f-0123456789ab');
export const hqId = uuid('0192f0c1-0000-7000-8000-000000000001');
export const hqEpoch = uuid('0192f0c1-0000-7000-8000-000000000002');

/** 32 bytes of this number. */
export const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

export const tillSeed = seedOf(0x11);
export const tillSigner: HeadSigner = createHeadSigner(tillSeed);
export const hqSeed = seedOf(0x22);
export const hqKeys: ServiceKeys = serviceKeys(hqSeed, seedOf(0x33));

/** The X25519 pair of a private key of 32 bytes. */
export function boxPair(privateKey: Uint8Array): KeyPair {
  return serviceKeys(hqSeed, privateKey).escrow;
}

function serviceKeys(signing: Uint8Array, escrow: Uint8Array): ServiceKeys {
  const service = [{ seed: bytesToHex(signing), madeAtMs: 0, endorsement: null }];
  const material = {
    service,
    escrowSeed: bytesToHex(escrow),
    dataKey: bytesToHex(seedOf(0x44)),
  } as const;
  return createServiceKeys(material).serviceKeys;
}
