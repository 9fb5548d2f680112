/** Makes the next push out of the ledger: as many entries as fit, packed, with what belongs to them. */

import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import type { SentPush } from '#sync/core/judge-answer.ts';
import { entriesThatFit } from '#sync/core/batch-size.ts';
import type { BatchSize } from '#sync/core/batch-size.ts';
import { encodePush } from '#sync/core/push-body.ts';
import type { PushedAttachment } from '#sync/core/push-body.ts';
import type { AttachmentToPush, EntryToPush, Identity, SegmentCodec, SyncLedger } from './sync-ports.ts';

export type PreparedPush = {
  readonly sent: SentPush;
  readonly body: Uint8Array;
  /** Hash of the last entry. */
  readonly headHash: Uint8Array;
};

export type PrepareDeps = {
  readonly ledger: Pick<SyncLedger, 'entriesAfter'>;
  readonly segments: Pick<SegmentCodec, 'encode'>;
  readonly identity: Identity;
};

/** Null where nothing stands behind the place in its epoch. */
export function preparePush(
  { ledger, segments, identity }: PrepareDeps,
  { epoch, seq }: Pick<SyncHead, 'epoch' | 'seq'>,
  size: BatchSize,
): PreparedPush | null {
  const read = ledger.entriesAfter({ epoch, seq }, size.entriesMax);
  const entries = read.slice(0, entriesThatFit(read.map(weightOf), size));
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return null;
  const body = encodePush({
    deviceId: identity.deviceId,
    epoch,
    fromSeq: first.seq,
    previousHash: first.previousHash,
    toSeq: last.seq,
    headHash: last.hash,
    headSignature: last.signature,
    segment: segments.encode(entries.map((entry) => entry.body)),
    attachments: entries.flatMap((entry) => entry.attachments.map((record) => sealed(record, identity))),
  });
  return { sent: { epoch, fromSeq: first.seq, toSeq: last.seq }, body, headHash: last.hash };
}

/** A push without entries: records about people that HQ misses, for entries that it has. */
export function prepareAttachments(
  { identity }: Pick<PrepareDeps, 'identity'>,
  epoch: number,
  { head, records }: { readonly head: EntryToPush; readonly records: readonly AttachmentToPush[] },
): Uint8Array {
  return encodePush({
    deviceId: identity.deviceId,
    epoch,
    fromSeq: head.seq + 1,
    previousHash: head.hash,
    toSeq: head.seq,
    headHash: head.hash,
    headSignature: head.signature,
    segment: new Uint8Array(),
    attachments: records.map((record) => sealed(record, identity)),
  });
}

function weightOf({ body, attachments }: EntryToPush): {
  readonly bodyBytes: number;
  readonly attachmentBytes: readonly number[];
} {
  return { bodyBytes: body.length, attachmentBytes: attachments.map(({ ciphertext }) => ciphertext.length) };
}

function sealed({ recordHash, ciphertext, key }: AttachmentToPush, identity: Identity): PushedAttachment {
  return { recordHash, ciphertext, sealedKey: identity.sealToHq(key) };
}
