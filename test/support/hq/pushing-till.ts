/** A till as HQ sees it: a chain of real entries in memory, real signatures, and pushes made of any part of it. */

import { uuid, uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { NewEntry } from '#shared/ledger/entry.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { encodePush } from '#sync/core/push-body.ts';
import type { PushBody, PushedAttachment } from '#sync/core/push-body.ts';
import { encodeSegment } from '#sync/core/segment/encode-segment.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { signerOfSeed } from '#sync/server/keys/signer-of-seed.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { enrolEntryOf, saleEntryOf } from '../ledger-entries.ts';
import { noonMs } from '../ledger.ts';

const { sha256 } = nodeHqPorts;

export type TillEpoch = { readonly bodies: readonly Uint8Array[]; readonly hashes: readonly Uint8Array[] };

export type Booking = {
  /** How many entries; sales, unless `records` names sealed records of enrolments. */
  readonly count?: number;
  readonly records?: readonly Uint8Array[];
  readonly epoch?: number;
  /** Tells copies of one till apart: the same word books the same entries. */
  readonly copy?: string;
  /** Of the first entry; the others follow by a millisecond each. */
  readonly atMs?: number;
  /** In place of bodies that are entries. */
  readonly bodies?: readonly Uint8Array[];
};

export type PushedPart = {
  readonly epoch?: number;
  readonly from?: number;
  readonly to?: number;
  readonly attachments?: readonly PushedAttachment[];
};

export type PushingTill = {
  readonly deviceId: Uuid;
  readonly publicKey: Uint8Array;
  readonly epochs: ReadonlyMap<number, TillEpoch>;
  /** The same till with more entries: the one before stays as it was, like a disk image. */
  readonly booked: (booking?: Booking) => PushingTill;
  readonly head: (epoch?: number) => { readonly epoch: number; readonly seq: number; readonly hash: string };
  readonly hashAt: (seq: number, epoch?: number) => Uint8Array;
  readonly pushBody: (part?: PushedPart) => PushBody;
  readonly push: (part?: PushedPart) => Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** A till without entries; the same number is the same till. */
export function pushingTill(number = 1): PushingTill {
  const signer = signerOfSeed(bytesToHex(sha256(new Uint8Array([number >> 8, number & 255]))));
  const deviceId = uuid(`0193a0b0-0000-7000-8000-1${number.toString(16).padStart(11, '0')}`);
  return tillWith({ deviceId, signer, epochs: new Map() });
}

/** Makes HQ know the till. */
export async function joinTill(
  db: HqDb,
  till: PushingTill,
  changes: { readonly state?: 'active' | 'frozen' | 'revoked'; readonly revokedMs?: number } = {},
): Promise<void> {
  await db
    .insertInto('till')
    .values({
      device_id: till.deviceId,
      store_id: 'store-1',
      name: 'Till',
      state: changes.state ?? 'active',
      public_key: till.publicKey,
      box_key: new Uint8Array(32).fill(9),
      revoked_ms: changes.revokedMs ?? null,
      created_ms: noonMs,
    })
    .execute();
}

/** A sealed record of any content, and the name under which entries know it. */
export function attachmentOf(text: string): PushedAttachment {
  const ciphertext = nodeHqPorts.utf8.encode(`sealed: ${text}`);
  return { recordHash: sha256(ciphertext), ciphertext, sealedKey: new Uint8Array(80).fill(3) };
}

type TillFacts = {
  readonly deviceId: Uuid;
  readonly signer: ReturnType<typeof signerOfSeed>;
  readonly epochs: ReadonlyMap<number, TillEpoch>;
};

function tillWith(facts: TillFacts): PushingTill {
  const { deviceId, signer, epochs } = facts;
  const epochOf = (epoch: number): TillEpoch => epochs.get(epoch) ?? { bodies: [], hashes: [] };
  const hashAt = (seq: number, epoch = 1): Uint8Array => {
    const hash = seq === 0 ? genesisHash(sha256, deviceId, epoch) : epochOf(epoch).hashes[seq - 1];
    invariant(hash !== undefined, 'the till has booked that entry');
    return hash;
  };
  const pushBody = (part: PushedPart = {}): PushBody => {
    const { epoch = 1, from = 1, attachments = [] } = part;
    const to = part.to ?? epochOf(epoch).hashes.length;
    const head = { deviceId, epoch, seq: to, hash: hashAt(to, epoch) };
    const bodies = epochOf(epoch).bodies.slice(from - 1, to);
    return {
      deviceId,
      epoch,
      fromSeq: from,
      previousHash: hashAt(from - 1, epoch),
      toSeq: to,
      headHash: head.hash,
      headSignature: signer.sign(sealBytes(head)),
      segment: bodies.length === 0 ? new Uint8Array() : encodeSegment(bodies, nodeHqPorts),
      attachments,
    };
  };
  return {
    deviceId,
    publicKey: signer.publicKey,
    epochs,
    booked: (booking = {}) => tillWith({ ...facts, epochs: withEntries(facts, booking) }),
    head: (epoch = 1) => {
      const seq = epochOf(epoch).hashes.length;
      return { epoch, seq, hash: bytesToHex(hashAt(seq, epoch)) };
    },
    hashAt,
    pushBody,
    push: (part) => encodePush(pushBody(part)),
    sign: signer.sign,
  };
}

function withEntries({ deviceId, epochs }: TillFacts, booking: Booking): ReadonlyMap<number, TillEpoch> {
  const { epoch = 1, records } = booking;
  const count = booking.bodies?.length ?? records?.length ?? booking.count ?? 1;
  const before = epochs.get(epoch) ?? { bodies: [], hashes: [] };
  const bodies = [...before.bodies];
  const hashes = [...before.hashes];
  for (let index = 0; index < count; index += 1) {
    const seq = bodies.length + 1;
    const previous = hashes.at(-1) ?? genesisHash(sha256, deviceId, epoch);
    const body = booking.bodies?.[index] ?? bodyOf({ deviceId, seq, index, booking });
    bodies.push(body);
    hashes.push(entryHash(sha256, previous, body));
  }
  return new Map(epochs).set(epoch, { bodies, hashes });
}

type Place = {
  readonly deviceId: Uuid;
  readonly seq: number;
  readonly index: number;
  readonly booking: Booking;
};

function bodyOf({ deviceId, seq, index, booking }: Place): Uint8Array {
  const { epoch = 1, copy = '', records, atMs } = booking;
  const place = nodeHqPorts.utf8.encode(`${deviceId} ${epoch} ${seq} ${copy}`);
  const opKey = sha256(place);
  const wallMs = epochMs(atMs === undefined ? noonMs + seq * 1_000 : atMs + index);
  const entryId = uuidFromBytes(opKey.slice(0, 16));
  const stamp = { deviceId, epoch, seq, entryId, opKey, wallMs, hlc: { wallMs, counter: 0 } };
  const recordHash = records?.[index];
  const entry: NewEntry =
    recordHash === undefined
      ? { ...templates.sale, ...stamp }
      : { ...templates.enrol, ...stamp, content: { recordHash } };
  return encodeEntry(entry);
}

const templates = { sale: saleEntryOf(1), enrol: enrolEntryOf(1) };
