/** A whole number from the tag that says how it is written. */

import { expectedIn } from './columns.ts';
import { unzigzag } from './number-layers.ts';
import { nextNumber } from './rebuilder.ts';
import type { Spot } from './rebuilder.ts';
import type { RecentNumbers } from './recent-numbers.ts';
import { BadSegment } from './segment-fault.ts';
import { differenceTag, kind, plainTag, recentMax, recentTag, tag, zerosMax } from './segment-tags.ts';

/** Throws for a tag that no number has. The answer may be too far from 0, which is for the writer to see. */
export function readInteger(recent: RecentNumbers, { column, key }: Spot, written: number): number {
  if (written === tag.delta) {
    const expected = expectedIn(column, key);
    const before = expected.kind === kind.integer ? expected.number : 0;
    return before + unzigzag(nextNumber(column));
  }
  if (isWithin(written, plainTag, zerosMax + 1)) {
    return unzigzag(nextNumber(column)) * 10 ** (written - plainTag);
  }
  if (isWithin(written, recentTag, recentMax)) return present(recent.at(written - recentTag));
  if (isWithin(written, differenceTag + 1, recentMax - 1)) {
    return present(recent.at(written - differenceTag)) - present(recent.at(0));
  }
  throw new BadSegment('malformed');
}

function isWithin(value: number, from: number, count: number): boolean {
  return value >= from && value < from + count;
}

function present(number: number | undefined): number {
  if (number === undefined) throw new BadSegment('malformed');
  return number;
}
