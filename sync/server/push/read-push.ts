/** From the bytes of a push to one that holds what it says: everything that needs no database. */

import { attachmentBytesMax, attachmentsPerPushMax } from '#shared/contracts/sync/protocol.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { genesisHash } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import { decodePush } from '#sync/core/push-body.ts';
import type { PushBody, PushedAttachment } from '#sync/core/push-body.ts';
import { checkSegment } from '#sync/core/segment/check-segment.ts';
import type { HqPorts } from '../hq-deps.ts';
import type { SyncFailure } from './sync-failure.ts';
import { syncFailure } from './sync-failure.ts';
import { skimEntry } from './skim-entry.ts';
import type { SkimmedEntry } from './skim-entry.ts';

/** A push whose segment, chain and seal were checked. */
export type ReadPush = PushBody & {
  readonly bodies: readonly Uint8Array[];
  /** Of each entry, in the order of the bodies. */
  readonly hashes: readonly Uint8Array[];
  /** `undefined` for a body that is no entry. */
  readonly skimmed: readonly (SkimmedEntry | undefined)[];
};

export type PushPorts = Pick<HqPorts, 'sha256' | 'verifySignature' | 'decompress'>;

export type PushSender = { readonly deviceId: DeviceId; readonly publicKey: Uint8Array };

const epochMax = 1_048_575;
const seqMax = 4_294_967_295;
/** A key sealed to HQ's escrow key has about 80 bytes. */
const sealedKeyBytesMax = 256;

/** The checks in the order of docs/sync-protocol.md. Attachments that are not what they say are left out. */
export function readPush(
  bytes: Uint8Array,
  sender: PushSender,
  ports: PushPorts,
): Result<ReadPush, SyncFailure> {
  const push = decodePush(bytes);
  if (push === undefined) return err(syncFailure('malformed', { at: 'body' }));
  const place = wrongPlace(push, sender);
  if (place !== undefined) return err(syncFailure('malformed', { at: place }));
  const limit = brokenLimit(push);
  if (limit !== undefined) return err(syncFailure('too_large', { limit }));
  const entries = readEntries(push, sender, ports);
  if (!entries.ok) return entries;
  const attachments = trueAttachments(push.attachments, ports);
  const { bodies, hashes } = entries.value;
  return ok({ ...push, bodies, hashes, skimmed: bodies.map(skimEntry), attachments });
}

/** Hash of an entry of the push, or of the one before its first. */
export function pushedHash(push: ReadPush, seq: number): Uint8Array | undefined {
  return seq === push.fromSeq - 1 ? push.previousHash : push.hashes[seq - push.fromSeq];
}

function wrongPlace(push: PushBody, sender: PushSender): string | undefined {
  const { deviceId, epoch, fromSeq, toSeq, segment } = push;
  if (deviceId !== sender.deviceId) return 'deviceId';
  if (epoch < 1 || epoch > epochMax) return 'epoch';
  if (fromSeq < 1 || toSeq > seqMax) return 'fromSeq';
  const isEmpty = segment.length === 0;
  // An empty push brings attachments of entries that are here already.
  if (isEmpty ? toSeq !== fromSeq - 1 || toSeq < 1 : toSeq < fromSeq) return 'toSeq';
  return isEmpty && !isSameBytes(push.previousHash, push.headHash) ? 'headHash' : undefined;
}

function brokenLimit({ attachments }: PushBody): string | undefined {
  if (attachments.length > attachmentsPerPushMax) return 'attachments';
  const isTooLarge = attachments.some(
    ({ ciphertext, sealedKey }) =>
      ciphertext.length > attachmentBytesMax || sealedKey.length > sealedKeyBytesMax,
  );
  return isTooLarge ? 'attachmentBytes' : undefined;
}

function readEntries(
  push: PushBody,
  sender: PushSender,
  ports: PushPorts,
): Result<Pick<ReadPush, 'bodies' | 'hashes'>, SyncFailure> {
  const { deviceId, epoch, fromSeq, toSeq, previousHash, headHash } = push;
  const signature = push.headSignature;
  if (push.segment.length === 0) {
    const message = sealBytes({ deviceId, epoch, seq: toSeq, hash: headHash });
    const isSealed = ports.verifySignature({ publicKey: sender.publicKey, message, signature });
    return isSealed
      ? ok({ bodies: [], hashes: [] })
      : err(syncFailure('segment_invalid', { reason: 'signature_invalid' }));
  }
  if (fromSeq === 1 && !isSameBytes(previousHash, genesisHash(ports.sha256, deviceId, epoch))) {
    return err(syncFailure('segment_invalid', { reason: 'previous_hash_differs' }));
  }
  const head = { seq: toSeq, hash: headHash };
  const chain = { deviceId, epoch, fromSeq, previousHash, head, signature, publicKey: sender.publicKey };
  const checked = checkSegment(chain, push.segment, ports);
  if (checked.ok) {
    return ok({
      bodies: checked.value.map(({ body }) => body),
      hashes: checked.value.map(({ hash }) => hash),
    });
  }
  const { code, afterEntries } = checked.error;
  const isTooLarge = code === 'too_large' || code === 'bomb';
  return err(
    isTooLarge
      ? syncFailure('too_large', { limit: 'segment' })
      : syncFailure('segment_invalid', { reason: code, afterEntries }),
  );
}

/** One that was damaged on its way or at the till must not hold up the entries: it stays missing. */
function trueAttachments(
  attachments: readonly PushedAttachment[],
  { sha256 }: PushPorts,
): readonly PushedAttachment[] {
  const offered = new Map<string, PushedAttachment>();
  for (const attachment of attachments) {
    const { recordHash, ciphertext } = attachment;
    if (isSameBytes(sha256(ciphertext), recordHash)) offered.set(bytesToHex(recordHash), attachment);
  }
  return [...offered.values()];
}
