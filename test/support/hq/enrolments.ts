/** Sealed records of enrolments as tills send them. */

import { createRecordSealer } from '#electron/till/node-record-sealer.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import type { SealedRecord } from '#sync/server/members/open-record.ts';
import { nodeBox } from '#sync/server/node-box.ts';

export type EnrolledPerson = {
  readonly memberRef: string;
  readonly name: string;
  readonly phone: string | null;
  readonly birthDate?: string;
  readonly cardUid?: string;
};

/** In the form that the till's enrolment writes, sealed as it seals. */
export function sealedRecordOf(
  deps: HqDeps,
  person: EnrolledPerson,
): SealedRecord & { readonly recordHash: Uint8Array } {
  const { memberRef, name, phone, birthDate = null, cardUid = null } = person;
  const record = { schemaVersion: 1, memberRef, name, phone, birthDate, tierId: 'bronze', cardUid };
  return sealedText(deps, JSON.stringify(record));
}

export function sealedText(deps: HqDeps, text: string): SealedRecord & { readonly recordHash: Uint8Array } {
  const { key, ciphertext } = createRecordSealer().seal(deps.utf8.encode(text));
  const sealedKey = sealBox(key, deps.serviceKeys.escrow.publicKey, nodeBox);
  invariant(sealedKey !== undefined, 'the escrow key of HQ can be sealed to');
  return { ciphertext, sealedKey, recordHash: deps.sha256(ciphertext) };
}
