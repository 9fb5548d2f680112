/** The bound by plain sums: a constant, and a weight for each candidate. */

import type { GroupPrices } from './group-prices.ts';
import type { Reckoning } from './node-bound.ts';

/** `constant` is what the required add. Exact where worths add up. */
export function reckonSum(
  constant: number,
  weights: Float64Array,
  { prices, surplus }: GroupPrices,
): Reckoning {
  let gained = constant;
  return {
    prices,
    tally: (local, sign) => {
      gained += sign * (weights[local] ?? 0);
    },
    reckon: (_state, written) => {
      written.set(surplus);
      return gained;
    },
  };
}
