/** The sealed record of an enrolment, as the till wrote it beside the entry. */

import { createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { cardUidSchema, idTextSchema, isoDateSchema, uuidSchema } from '#shared/contracts/brands.ts';
import { openBox } from '#sync/core/sealed-box.ts';
import { nodeBox } from '../node-box.ts';
import type { EscrowKey } from '../service-keys.ts';

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  memberRef: uuidSchema,
  name: z.string().min(1).max(120),
  phone: z.string().max(16).nullable(),
  birthDate: isoDateSchema.nullable(),
  tierId: idTextSchema,
  cardUid: cardUidSchema.nullable(),
});
export type EnrolmentRecord = z.output<typeof recordSchema>;

export type SealedRecord = {
  /** 12 bytes of nonce, 16 of tag, then the content under a key of its own. */
  readonly ciphertext: Uint8Array;
  /** That key, sealed to HQ's escrow key. */
  readonly sealedKey: Uint8Array;
};

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/** `undefined` for what this HQ cannot open or read: sealed for another, changed, or of another form. */
export function openRecord(sealed: SealedRecord, escrow: EscrowKey): EnrolmentRecord | undefined {
  const key = openBox(sealed.sealedKey, escrow, nodeBox);
  if (key?.length !== keyBytes) return undefined;
  const text = open(key, sealed.ciphertext);
  const parsed = text === undefined ? undefined : recordSchema.safeParse(parseJson(text));
  return parsed?.success === true ? parsed.data : undefined;
}

function open(key: Uint8Array, ciphertext: Uint8Array): string | undefined {
  if (ciphertext.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, ciphertext.subarray(0, nonceBytes)).setAuthTag(
    ciphertext.subarray(nonceBytes, nonceBytes + tagBytes),
  );
  try {
    const opened = decipher.update(ciphertext.subarray(nonceBytes + tagBytes), undefined, 'utf8');
    return opened + decipher.final('utf8');
  } catch {
    return undefined; // node throws where the tag does not fit: exactly the answer asked for
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON, which no schema accepts
  }
}
