/** What names a member, sealed under a key of the member's own; that key is sealed under HQ's data key. */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { isoDateSchema } from '#shared/contracts/brands.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';
import type { DataSeal } from '../service-keys.ts';

const personSchema = z.object({
  name: z.string().min(1).max(120),
  latinName: z.string().max(120).nullable(),
  phone: z.string().max(16).nullable(),
  birthDate: isoDateSchema.nullable(),
});
export type Person = z.output<typeof personSchema>;

export type SealedPerson = { readonly sealedPerson: Uint8Array; readonly sealedKey: Uint8Array };

export type PersonSeal = {
  readonly seal: (memberRef: string, person: Person) => SealedPerson;
  /** Throws where the bytes are not what was sealed for this member: then the database or the key is not ours. */
  readonly open: (memberRef: string, sealed: SealedPerson) => Person;
};

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

export function createPersonSeal(dataSeal: DataSeal, randomBytes: RandomBytes): PersonSeal {
  return {
    seal: (memberRef, person) => {
      const key = randomBytes(keyBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(memberRef));
      const sealed = [cipher.update(JSON.stringify(person)), cipher.final()];
      const bytes = Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
      return { sealedPerson: new Uint8Array(bytes), sealedKey: dataSeal.seal(key, keyContext(memberRef)) };
    },
    open: (memberRef, { sealedPerson, sealedKey }) => {
      const key = dataSeal.open(sealedKey, keyContext(memberRef));
      invariant(key !== undefined, 'the key of a member opens with the data key of this HQ');
      const decipher = createDecipheriv(algorithm, key, sealedPerson.subarray(0, nonceBytes))
        .setAAD(Buffer.from(memberRef))
        .setAuthTag(sealedPerson.subarray(nonceBytes, nonceBytes + tagBytes));
      const opened = decipher.update(sealedPerson.subarray(nonceBytes + tagBytes), undefined, 'utf8');
      return personSchema.parse(JSON.parse(opened + decipher.final('utf8')));
    },
  };
}

function keyContext(memberRef: string): string {
  return `member/key/${memberRef}`;
}
