/** Bodies of entries, made as docs/entry-body.md says and by nothing of ours: a new member, a sale, and an unknown kind. */

import { write } from './canonical.ts';
import type { Value } from './canonical.ts';
import { attachment, entryHash, firstHash, seal, sha256, uuidBytes } from './secrets.ts';
import type { Head, KeyPair } from './secrets.ts';
import type { Attachment } from './push-body.ts';

/** Where a till stands in its chain; bodies are added at the end. */
export type Chain = { readonly deviceId: string; readonly epoch: number; readonly bodies: Buffer[] };

export const head = ({ deviceId, epoch, bodies }: Chain): Head => {
  let hash = firstHash(deviceId, epoch);
  for (const body of bodies) hash = entryHash(hash, body);
  return { epoch, seq: bodies.length, hash };
};

/** What the header says of who booked and when. */
export type Stamp = {
  readonly entryId: string;
  readonly opKey: Buffer;
  readonly atMs: number;
  readonly day: string;
  readonly storeId: string;
  readonly memberRef: string | null;
  readonly operatorId: string;
  readonly ruleSetHash: Buffer | null;
  /** 2 where it is left out. */
  readonly schemaVersion?: number;
};

const newestSchemaVersion = 2;
export const kinds = { sale: 0, enrol: 1 } as const;

/** Adds an entry of this kind and content to the chain. */
export function book(
  chain: Chain,
  stamp: Stamp,
  { kind, content }: { readonly kind: number; readonly content: Value },
): void {
  const { entryId, opKey, atMs, day, storeId, memberRef, operatorId, ruleSetHash } = stamp;
  chain.bodies.push(
    write([
      stamp.schemaVersion ?? newestSchemaVersion,
      kind,
      uuidBytes(chain.deviceId),
      chain.epoch,
      chain.bodies.length + 1,
      uuidBytes(entryId),
      opKey,
      atMs,
      0,
      atMs,
      0,
      day,
      storeId,
      memberRef === null ? null : uuidBytes(memberRef),
      uuidBytes(operatorId),
      null,
      null,
      ruleSetHash,
      null,
      content,
    ]),
  );
}

export const saleKey = (basketId: string): Buffer => sha256('sale', uuidBytes(basketId));
export const enrolKey = (commandId: string): Buffer => sha256('enrol', uuidBytes(commandId));

export type Person = {
  readonly memberRef: string;
  readonly name: string;
  readonly phone: string;
  readonly tierId: string;
};

/** The sealed record of a new member; the entry names it by the hash of its ciphertext. */
export function sealedPerson(
  person: Person,
  escrowKey: Uint8Array,
  { once, random }: { readonly once: KeyPair; readonly random: Buffer },
): Attachment {
  const record = { schemaVersion: 1, ...person, birthDate: null, cardUid: null };
  const key = random.subarray(0, 32);
  const ciphertext = attachment(key, random.subarray(32, 44), Buffer.from(JSON.stringify(record)));
  return { ciphertext, sealedKey: seal(escrowKey, once, key) };
}

export const enrolContent = ({ ciphertext }: Attachment): Value => [sha256(ciphertext)];

export type Sale = {
  readonly basketId: string;
  readonly lineId: string;
  readonly day: string;
  readonly priceRial: number;
  readonly points: number;
};

/** A sale of one thing in rials, of which an offer gives points at once. */
export function saleContent({ basketId, lineId, day, priceRial, points }: Sale): Value {
  const applied: Value = ['stranger-points', [0], points, 0, 0, 0, points, [[0, points, 0, null]], [], []];
  const facts: Value = ['bronze', [], [], [], 0, null, [], [], false, 0, [], [], []];
  return [
    uuidBytes(basketId),
    'IRR',
    2,
    [day, 600],
    0,
    facts,
    [],
    [[], []],
    [[uuidBytes(lineId), null, null, priceRial, 1, 0, 0, null]],
    points === 0 ? [] : [applied],
    [priceRial, 0, 0, priceRial, 0, points, points, points, true, 0],
  ];
}
