/** The bound by plain sums: a constant, and a weight for each candidate. */

import type { GroupPrices } from './group-prices.ts';
import type { Reckoning } from './node-bound.ts';
import { sizeOf } from './part.ts';
import type { Part } from './part.ts';

/** `constant` is what the required add. */
export type PlainSum = { readonly constant: number; readonly weights: Float64Array };

/** Exact where worths add up. */
export function reckonSum(
  part: Part,
  { constant, weights }: PlainSum,
  { prices, surplus }: GroupPrices,
): Reckoning {
  let gained = constant;
  return {
    prices,
    size: sizeOf(part),
    tally: (local, sign) => {
      gained += sign * (weights[local] ?? 0);
    },
    reckon: (_state, written) => {
      written.set(surplus);
      return gained;
    },
  };
}
