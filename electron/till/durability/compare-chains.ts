/** Compares two records of one chain, each in its order: a ledger with another, or with its journal. */

import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { placeOf } from '../db/stores/place.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { JournalHead } from '../journal/read-journal.ts';
import type { EntryRange } from './entry-range.ts';

export type ChainComparison = {
  /** Entries that both have, with the same hash. */
  readonly same: number;
  /** The first entry that both have under one number with two hashes; null where there is none. */
  readonly firstDifference: EntryPlace | null;
  readonly differences: number;
  /** At most `rangesMax`. */
  readonly onlyInFirst: readonly EntryRange[];
  readonly onlyInSecond: readonly EntryRange[];
};

export const rangesMax = 1_000;

export function compareChains(first: Iterable<JournalHead>, second: Iterable<JournalHead>): ChainComparison {
  const left = first[Symbol.iterator]();
  const right = second[Symbol.iterator]();
  const onlyInFirst = createRanges();
  const onlyInSecond = createRanges();
  let same = 0;
  let differences = 0;
  let firstDifference: EntryPlace | null = null;
  let ours = left.next();
  let theirs = right.next();
  while (ours.done !== true || theirs.done !== true) {
    const order = orderOf(ours, theirs);
    if (order < 0 && ours.done !== true) onlyInFirst.add(ours.value);
    else if (order > 0 && theirs.done !== true) onlyInSecond.add(theirs.value);
    else if (ours.done !== true && theirs.done !== true) {
      const { epoch, seq, hash } = ours.value;
      if (isSameBytes(hash, theirs.value.hash)) same += 1;
      else {
        firstDifference ??= { epoch, seq };
        differences += 1;
      }
    }
    if (order <= 0) ours = left.next();
    if (order >= 0) theirs = right.next();
  }
  return {
    same,
    differences,
    firstDifference,
    onlyInFirst: onlyInFirst.list,
    onlyInSecond: onlyInSecond.list,
  };
}

/** Below 0 where the first chain is at an entry that the second one is past. */
function orderOf(ours: IteratorResult<JournalHead>, theirs: IteratorResult<JournalHead>): number {
  if (ours.done === true) return 1;
  if (theirs.done === true) return -1;
  return placeOf(ours.value) - placeOf(theirs.value);
}

type Ranges = { readonly add: (place: EntryPlace) => void; readonly list: EntryRange[] };

function createRanges(): Ranges {
  const list: EntryRange[] = [];
  return {
    list,
    add: ({ epoch, seq }) => {
      const last = list.at(-1);
      if (last?.epoch === epoch && last.toSeq === seq - 1) list[list.length - 1] = { ...last, toSeq: seq };
      else if (list.length < rangesMax) list.push({ epoch, fromSeq: seq, toSeq: seq });
    },
  };
}
