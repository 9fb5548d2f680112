/** The key of an entry inside its file: epoch and seq in one integer, in the order of the chain. */

import { invariant } from '#shared/kernel/invariant.ts';

/** One more than the last `seq` of an epoch. */
const seqBound = 2 ** 32;
const epochMax = 2 ** 20 - 1;

export type EntryPlace = { readonly epoch: number; readonly seq: number };

export function placeOf({ epoch, seq }: EntryPlace): number {
  invariant(epoch >= 1 && epoch <= epochMax, 'an epoch is 1 to 2^20 - 1');
  invariant(seq >= 0 && seq < seqBound, 'an epoch has fewer than 2^32 entries');
  return epoch * seqBound + seq;
}

export function placeFrom(place: number): EntryPlace {
  const epoch = Math.floor(place / seqBound);
  return { epoch, seq: place - epoch * seqBound };
}
