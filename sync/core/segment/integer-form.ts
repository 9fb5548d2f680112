/** How a whole number is written: as short as it gets. A reader takes any of the forms. */

import { byteCount, zigzag, zigzagMax } from './number-layers.ts';
import type { RecentNumbers } from './recent-numbers.ts';
import { differenceTag, plainTag, recentFrom, recentTag, tag, zerosFrom, zerosMax } from './segment-tags.ts';

/** A tag, and the number behind it unless the tag says all. */
export type Form = { readonly tag: number; readonly number?: number };

/** Of a number that is no farther from 0 than `zigzagMax`. */
export function integerForm(value: number, before: number, recent: RecentNumbers): Form {
  return recentForm(value, recent) ?? writtenForm(value, value - before);
}

function recentForm(value: number, recent: RecentNumbers): Form | undefined {
  if (Math.abs(value) < recentFrom) return undefined;
  const index = recent.indexOf(value);
  if (index >= 0) return { tag: recentTag + index };
  const larger = recent.indexOfDifference(value);
  return larger < 0 ? undefined : { tag: differenceTag + larger };
}

function writtenForm(value: number, delta: number): Form {
  let zeros = 0;
  let digits = value;
  if (Math.abs(value) >= zerosFrom) {
    while (zeros < zerosMax && digits % 10 === 0) {
      digits /= 10;
      zeros += 1;
    }
  }
  const isDeltaShorter = Math.abs(delta) <= zigzagMax && byteCount(zigzag(delta)) < byteCount(zigzag(digits));
  return isDeltaShorter
    ? { tag: tag.delta, number: zigzag(delta) }
    : { tag: plainTag + zeros, number: zigzag(digits) };
}
