/** A record whose keys stand in code-unit order, so that equal facts are equal texts. */

import { compareTexts } from '#shared/kernel/order.ts';

export function sortedRecord<Value>(
  entries: Iterable<readonly [string, Value]>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries([...entries].toSorted(([left], [right]) => compareTexts(left, right)));
}
