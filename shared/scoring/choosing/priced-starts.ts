/** Combinations worth starting from where worths do not add up: quick guesses, each to be priced. */

import { greedyChoice } from './greedy.ts';
import type { Part } from './part.ts';
import { createSearchState, undecided } from './search-state.ts';
import type { WorthBounds } from './worth-bounds.ts';

/** Each time the candidate that adds most to what lines and cap have left, until none adds anything. Rises. */
export function byMarginalWorth(part: Part, bounds: WorthBounds): readonly number[] {
  const { count, rest, shareStart, shareLine, shareMinor } = bounds;
  const left = bounds.capacityMinor.slice();
  let capLeft = bounds.capMinor;
  const discountOf = (local: number): number => {
    let within = 0;
    for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1)
      within += Math.min(shareMinor[at] ?? 0, left[shareLine[at] ?? 0] ?? 0);
    return Math.min(within, bounds.discount[local] ?? 0, capLeft);
  };
  const take = (local: number): void => {
    capLeft -= discountOf(local);
    for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1) {
      const line = shareLine[at] ?? 0;
      left[line] = Math.max(0, (left[line] ?? 0) - (shareMinor[at] ?? 0));
    }
  };
  for (let required = count; required < rest.length; required += 1) take(required);
  const state = createSearchState(part, []);
  const chosen: number[] = [];
  for (;;) {
    let best = -1;
    let bestGain = -1;
    for (let local = 0; local < count; local += 1) {
      if (state.status[local] !== undecided) continue;
      const gain = (rest[local] ?? 0) + discountOf(local);
      if (gain <= bestGain) continue;
      best = local;
      bestGain = gain;
    }
    if (best < 0) return chosen.sort((one, other) => one - other);
    take(best);
    state.include(best);
    chosen.push(best);
  }
}

/** Takes what fits, the largest surplus first. */
export function bySurplus(part: Part, surplus: Float64Array): readonly number[] {
  const order = [...part.places.keys()].sort(
    (one, other) => (surplus[other] ?? 0) - (surplus[one] ?? 0) || one - other,
  );
  return greedyChoice(part, order);
}
