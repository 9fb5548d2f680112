/**
 * The bound that knows how much of each line, and of the cap on all discounts, the chosen have taken: the undecided can
 * add no more than what is left, and together no more than it.
 */

import { countedPart, countedWhole } from './line-prices.ts';
import type { LinePrices } from './line-prices.ts';
import type { Reckoning } from './node-bound.ts';
import { sizeOf } from './part.ts';
import type { Part } from './part.ts';
import { undecided } from './search-state.ts';
import type { SearchState } from './search-state.ts';
import type { WorthBounds } from './worth-bounds.ts';

export function reckonLines(
  part: Part,
  bounds: WorthBounds,
  { prices, counted, countedCap }: LinePrices,
): Reckoning {
  const { count, rest, discount, shareStart, shareLine, shareMinor, capacityMinor, capMinor } = bounds;
  const lineCount = capacityMinor.length;
  const charged = pricesOfGroups(part, prices);
  const taken = new Float64Array(lineCount);
  const left = new Float64Array(lineCount);
  const wanted = new Float64Array(lineCount);
  const countedHere = new Int32Array(lineCount);
  let chosenRest = 0;

  const tally = (local: number, sign: 1 | -1): void => {
    chosenRest += sign * (rest[local] ?? 0);
    for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1) {
      const line = shareLine[at] ?? 0;
      taken[line] = (taken[line] ?? 0) + sign * (shareMinor[at] ?? 0);
    }
  };
  for (let required = count; required < rest.length; required += 1) tally(required, 1);

  const measureLines = ({ status }: SearchState): void => {
    for (let line = 0; line < lineCount; line += 1)
      left[line] = Math.max(0, (capacityMinor[line] ?? 0) - (taken[line] ?? 0));
    wanted.fill(0);
    for (let local = 0; local < count; local += 1) {
      if (status[local] !== undecided) continue;
      for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1) {
        const line = shareLine[at] ?? 0;
        wanted[line] = (wanted[line] ?? 0) + Math.min(shareMinor[at] ?? 0, left[line] ?? 0);
      }
    }
  };
  /** How much of a share under the cap counts: all when the cap cannot be reached, nothing once it is. */
  const capHere = (given: number): number => {
    if (given >= capMinor) return 0;
    let most = given;
    for (let line = 0; line < lineCount; line += 1) most += Math.min(left[line] ?? 0, wanted[line] ?? 0);
    return most <= capMinor ? countedWhole : countedCap;
  };
  const reckon = (state: SearchState, surplus: Float64Array): number => {
    measureLines(state);
    let given = 0;
    for (let line = 0; line < lineCount; line += 1)
      given += Math.min(capacityMinor[line] ?? 0, taken[line] ?? 0);
    const underCap = capHere(given);
    let onLines = given;
    for (let line = 0; line < lineCount; line += 1) {
      const remaining = left[line] ?? 0;
      const here = (wanted[line] ?? 0) <= remaining ? countedWhole : (counted[line] ?? 0);
      countedHere[line] = here;
      if (here < countedWhole) onLines += countedPart(remaining, countedWhole - here);
    }
    for (let local = 0; local < count; local += 1) {
      if (state.status[local] !== undecided) continue;
      let within = 0;
      for (let at = shareStart[local] ?? 0; at < (shareStart[local + 1] ?? 0); at += 1) {
        const line = shareLine[at] ?? 0;
        within += countedPart(Math.min(shareMinor[at] ?? 0, left[line] ?? 0), countedHere[line] ?? 0);
      }
      const gained = countedPart(Math.min(within, discount[local] ?? 0), underCap);
      surplus[local] = (rest[local] ?? 0) + gained - (charged[local] ?? 0);
    }
    return chosenRest + countedPart(onLines, underCap) + countedPart(capMinor, countedWhole - underCap);
  };
  return { prices, size: sizeOf(part) + shareMinor.length, tally, reckon };
}

/** By candidate, what its groups cost together. */
function pricesOfGroups({ groupsOf }: Part, prices: Float64Array): Float64Array {
  return Float64Array.from(groupsOf, (own) => own.reduce((sum, group) => sum + (prices[group] ?? 0), 0));
}
