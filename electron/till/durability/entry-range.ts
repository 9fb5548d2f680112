/** A run of entries of one epoch, named by its ends. */

import type { EntryPlace } from '../db/stores/place.ts';

export type EntryRange = { readonly epoch: number; readonly fromSeq: number; readonly toSeq: number };

/**
 * What lies behind `last` up to and with `known`, as far as it can be named: with an epoch in between, only the entries
 * of the newer one are counted.
 */
export function rangeBehind(last: EntryPlace | undefined, known: EntryPlace): EntryRange {
  const fromSeq = last?.epoch === known.epoch ? last.seq + 1 : 1;
  return { epoch: known.epoch, fromSeq, toSeq: known.seq };
}
