/** argon2id over HMAC-SHA256(pepper, PIN): a stolen verifier is worthless without the pepper of this very till. */

import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { invariant } from '#shared/kernel/invariant.ts';
import { hqVerifierPrefix, isHqPin } from './node-hq-verifier.ts';
import type { PinHasher } from './ports.ts';

/** `Algorithm.Argon2id` of the package, whose const enum cannot be used with isolated modules. */
const argon2id = 2;

export type PinCost = { readonly memoryKiB: number; readonly passes: number };

/** 64 MiB and three passes: about 150 ms on a slow till, off the main thread. */
export const pinCost: PinCost = { memoryKiB: 65_536, passes: 3 };

/** `cost` is lowered only where many operators sign in for no real till, such as in the simulator. */
export function createPinHasher(pinPepper: Uint8Array, cost: PinCost = pinCost): PinHasher {
  invariant(pinPepper.length === 32, 'the pepper has 32 bytes');
  // In hexadecimal, because the package verifies text only.
  const peppered = (pin: string): string => createHmac('sha256', pinPepper).update(pin, 'utf8').digest('hex');
  return {
    hashPin: (pin) =>
      hash(peppered(pin), {
        algorithm: argon2id,
        memoryCost: cost.memoryKiB,
        timeCost: cost.passes,
        parallelism: 1,
      }),
    isPin: (pin, verifier) =>
      verifier.startsWith(hqVerifierPrefix)
        ? isHqPin(pin, verifier, pinPepper)
        : verify(verifier, peppered(pin)),
  };
}
