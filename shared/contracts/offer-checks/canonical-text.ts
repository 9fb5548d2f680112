/** One text for equal values, whatever the order of their keys. */

import { compareTexts } from '#shared/kernel/order.ts';

export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => compareTexts(left, right))),
  );
}
