/**
 * What proves an operator's PIN: salt and tag of argon2id without a pepper. At HQ it stands under the data key; each till
 * gets it sealed to its own key and keeps it under its own pepper.
 */

import { hashRaw } from '@node-rs/argon2';
import { invariant } from '#shared/kernel/invariant.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import { encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import { nodeBox } from '../node-box.ts';
import type { DataSeal } from '../service-keys.ts';

/** `Algorithm.Argon2id` of the package, whose const enum cannot be used with isolated modules. */
const argon2id = 2;
const saltBytes = 16;
const verifierFormat = 1;

type VerifierDeps = { readonly dataSeal: DataSeal; readonly randomBytes: RandomBytes };

/** The bytes for the column `operator.sealed_verifier`. */
export async function sealPin(
  operatorId: string,
  pin: string,
  { dataSeal, randomBytes }: VerifierDeps,
): Promise<Uint8Array> {
  const salt = randomBytes(saltBytes);
  const tag = await hashRaw(pin, {
    algorithm: argon2id,
    salt,
    memoryCost: 65_536,
    timeCost: 3,
    parallelism: 1,
    outputLen: 32,
  });
  const verifier = encodeCanonical([verifierFormat, salt, new Uint8Array(tag)]);
  return dataSeal.seal(verifier, verifierContext(operatorId));
}

/** In base64 for the till with this key; `undefined` where the till's key is no usable key. */
export function verifierForTill(
  operator: { readonly operatorId: string; readonly sealedVerifier: Uint8Array },
  boxKey: Uint8Array,
  { dataSeal }: Pick<VerifierDeps, 'dataSeal'>,
): string | undefined {
  const verifier = dataSeal.open(operator.sealedVerifier, verifierContext(operator.operatorId));
  invariant(verifier !== undefined, 'a verifier opens with the data key of this HQ');
  const box = sealBox(verifier, boxKey, nodeBox);
  return box && Buffer.from(box).toString('base64');
}

function verifierContext(operatorId: string): string {
  return `operator/verifier/${operatorId}`;
}
