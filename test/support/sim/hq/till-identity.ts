/** Who the simulated tills are: the same keys and names in every world. */

import { createBoxKey } from '#electron/till/sync/box-key.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import { insertJoinedTill } from '#test/support/hq/test-till.ts';

export type TillIdentity = {
  readonly deviceId: Uuid;
  readonly name: string;
  readonly storeId: string;
  readonly databaseKey: Uint8Array;
  readonly signingSeed: Uint8Array;
  readonly pinPepper: Uint8Array;
};

export function tillIdentity(index: number): TillIdentity {
  return {
    deviceId: uuid(`0193a0b0-0000-7000-8000-00000000d10${index}`),
    name: `till ${index}`,
    storeId: index % 2 === 0 ? 'north' : 'south',
    databaseKey: new Uint8Array(32).fill(0x61),
    signingSeed: new Uint8Array(32).fill(0x70 + index),
    pinPepper: new Uint8Array(32).fill(0x63),
  };
}

/** HQ has approved it. */
export function joinAtHq(deps: HqDeps, { deviceId, storeId, signingSeed }: TillIdentity): Promise<void> {
  const signer = signerOfSeed(bytesToHex(signingSeed));
  const keys = { ...signer, boxKey: createBoxKey(signingSeed).publicKey };
  return insertJoinedTill(deps, { keys, deviceId, storeId });
}

/** What the till keeps of that, before its first snapshot has come. */
export function hqFileOf({ identity, serviceKeys, clock }: HqDeps, till: TillIdentity): HqFile {
  const { keyId, publicKey } = serviceKeys.current;
  return {
    format: 1,
    step: 'receiving',
    url: 'https://hq.invalid',
    hqId: identity.hqId,
    keys: [{ keyId, publicKey: bytesToHex(publicKey) }],
    escrowKey: bytesToHex(serviceKeys.escrow.publicKey),
    joinId: identity.hqId,
    fingerprint: '0000-0000-0000-0000',
    deviceId: till.deviceId,
    tillName: till.name,
    storeName: { fa: till.storeId, en: till.storeId },
    chainName: { fa: 'کوچک', en: 'Tiny' },
    former: 'before',
    askedAtMs: clock.nowMs(),
  };
}
