/** The binary body of a push: a signed head, the segment up to it, and the attachments that its entries name. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import { hashBytes } from '#shared/ledger/chain.ts';
import { decodeCanonical, encodeCanonical } from '#shared/ledger/canonical-bytes.ts';
import { MalformedBody, readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import type { BodyFields } from '#shared/ledger/body-fields.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';

export type PushedAttachment = {
  /** SHA-256 of the ciphertext: what the entry names. */
  readonly recordHash: Uint8Array;
  readonly ciphertext: Uint8Array;
  /** The record's key, sealed to HQ's escrow key. */
  readonly sealedKey: Uint8Array;
};

export type PushBody = {
  readonly deviceId: DeviceId;
  readonly epoch: number;
  readonly fromSeq: number;
  /** Hash of the entry before the first; the genesis hash before seq 1. */
  readonly previousHash: Uint8Array;
  readonly toSeq: number;
  /** Hash of the last entry. */
  readonly headHash: Uint8Array;
  /** Ed25519 over the head, as `sealBytes` gives it. */
  readonly headSignature: Uint8Array;
  /** Compressed, as docs/sync-segment.md says. */
  readonly segment: Uint8Array;
  readonly attachments: readonly PushedAttachment[];
};

const pushFormat = 1;
const signatureBytes = 64;

export function encodePush(push: PushBody): Uint8Array {
  const { deviceId, epoch, fromSeq, previousHash, toSeq, headHash, headSignature, segment } = push;
  const attachments = push.attachments.map(({ recordHash, ciphertext, sealedKey }) => [
    recordHash,
    ciphertext,
    sealedKey,
  ]);
  const chain = [uuidToBytes(deviceId), epoch, fromSeq, previousHash, toSeq, headHash, headSignature];
  return encodeCanonical([pushFormat, ...chain, segment, attachments]);
}

/** `undefined` for bytes that `encodePush` would not have made. */
export function decodePush(bytes: Uint8Array): PushBody | undefined {
  const value = decodeCanonical(bytes);
  return value === undefined ? undefined : wellFormed(() => readFields(value, readPush));
}

function readPush(fields: BodyFields): PushBody {
  if (fields.integer() !== pushFormat) throw new MalformedBody('the format is another');
  return {
    deviceId: fields.uuid(),
    epoch: fields.integer(),
    fromSeq: fields.integer(),
    previousHash: fields.bytes(hashBytes),
    toSeq: fields.integer(),
    headHash: fields.bytes(hashBytes),
    headSignature: fields.bytes(signatureBytes),
    segment: fields.anyBytes(),
    attachments: fields.list((inner) => ({
      recordHash: inner.bytes(hashBytes),
      ciphertext: inner.anyBytes(),
      sealedKey: inner.anyBytes(),
    })),
  };
}
