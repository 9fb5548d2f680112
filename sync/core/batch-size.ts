/** How much one push carries: less after one that was too much for the line or for HQ, more again after good ones. */

import { attachmentsPerPushMax, pushBytesMax } from '#shared/contracts/sync/protocol.ts';

export const entriesPerPushMax = 1_000;
/** Of bodies and attachments before they are packed: what is packed may be longer than that by a little. */
export const rawBytesPerPushMax = (pushBytesMax * 3) / 8;

export type BatchSize = { readonly entriesMax: number; readonly rawBytesMax: number };

export const largestBatch: BatchSize = { entriesMax: entriesPerPushMax, rawBytesMax: rawBytesPerPushMax };

/** Half of what was tried, down to a single entry. `entries`: how many there were in it. */
export function smallerBatch(size: BatchSize, entries: number): BatchSize {
  const tried = Math.min(size.entriesMax, Math.max(entries, 1));
  return { ...size, entriesMax: Math.max(1, Math.floor(tried / 2)) };
}

/** Twice as much, up to the most. */
export function largerBatch(size: BatchSize): BatchSize {
  return { ...size, entriesMax: Math.min(entriesPerPushMax, size.entriesMax * 2) };
}

export type Weight = { readonly bodyBytes: number; readonly attachmentBytes: readonly number[] };

/** How many entries of the beginning fit; at least one, for an entry cannot be cut. */
export function entriesThatFit(weights: readonly Weight[], size: BatchSize): number {
  let bytes = 0;
  let attachments = 0;
  for (const [index, { bodyBytes, attachmentBytes }] of weights.entries()) {
    bytes += bodyBytes + attachmentBytes.reduce((sum, count) => sum + count + attachmentOverheadBytes, 0);
    attachments += attachmentBytes.length;
    const fits = index < size.entriesMax && bytes <= size.rawBytesMax && attachments <= attachmentsPerPushMax;
    if (!fits) return Math.max(index, 1);
  }
  return weights.length;
}

/** Its hash, its sealed key and their frames. */
const attachmentOverheadBytes = 160;
