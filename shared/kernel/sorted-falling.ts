/** Sorts many things by a number: a comparison costs two reads of an array instead of a call for each order tried. */

import type { Compare } from './order.ts';

/** By `keyOf`, the largest first; things of equal key by `compareTied`. */
export function sortedFalling<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => number,
  compareTied: Compare<Item>,
): readonly Item[] {
  const keys = new Float64Array(items.length);
  let count = 0;
  for (const item of items) {
    keys[count] = keyOf(item);
    count += 1;
  }
  const places = sortedPlaces(count, (one, other) => {
    const difference = (keys[one] ?? 0) - (keys[other] ?? 0);
    if (difference !== 0) return difference < 0;
    const left = items[one];
    const right = items[other];
    return left !== undefined && right !== undefined && compareTied(left, right) > 0;
  });
  const sorted: Item[] = [];
  for (const place of places) {
    const item = items[place];
    if (item !== undefined) sorted.push(item);
  }
  return sorted;
}

/** Places from 0, merged from runs that double in length. Those of which neither is after the other keep their order. */
function sortedPlaces(count: number, isAfter: (one: number, other: number) => boolean): Int32Array {
  let source = new Int32Array(count);
  for (let place = 0; place < count; place += 1) source[place] = place;
  let target = new Int32Array(count);
  for (let length = 1; length < count; length *= 2) {
    for (let start = 0; start < count; start += 2 * length) {
      const middle = Math.min(start + length, count);
      const end = Math.min(middle + length, count);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place += 1) {
        const isRight = left === middle || (right < end && isAfter(source[left] ?? 0, source[right] ?? 0));
        target[place] = source[isRight ? right : left] ?? 0;
        if (isRight) right += 1;
        else left += 1;
      }
    }
    [source, target] = [target, source];
  }
  return source;
}
