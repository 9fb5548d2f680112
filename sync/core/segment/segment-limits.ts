/** How much a segment may hold, and how much a reader spends on one before it knows who sent it. */

import { canonicalBytesMax } from '#shared/ledger/canonical-bytes.ts';

export type SegmentLimits = {
  readonly entriesMax: number;
  /** As it was sent. */
  readonly compressedBytesMax: number;
  /** Decompressed. */
  readonly plainBytesMax: number;
  /** All bodies together, rebuilt. */
  readonly bodiesBytesMax: number;
};

const mebibyte = 1024 * 1024;

/**
 * A thousand sales take about 600 kB as bodies, 250 kB as columns and 100 kB compressed; a lost connection costs no more
 * than those. The longest body fits alone: columns are never longer than their bodies by more than a byte for each value
 * and what names the columns.
 */
export const segmentLimits: SegmentLimits = {
  entriesMax: 1_000,
  compressedBytesMax: 4 * mebibyte,
  plainBytesMax: canonicalBytesMax + 2 * mebibyte,
  bodiesBytesMax: canonicalBytesMax,
};

/** Values in all columns: a thousand sales have about 90,000. What lies beyond travels raw. */
export const valuesMax = 512 * 1024;
/** Values of one entry; an entry with more travels raw. */
export const entryValuesMax = 128 * 1024;
/** A thousand sales have about 140; a value that would need another column travels raw. */
export const columnsMax = 4_096;
/** An array with more elements is a list, whatever it holds. */
export const recordFieldsMax = 64;
