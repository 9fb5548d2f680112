/** How much can still be reached from a point of the search, and which decisions that leaves no choice about. */

import type { Part } from './part.ts';
import { undecided } from './search-state.ts';
import type { SearchState, Tally } from './search-state.ts';

/** What a bound is worked out from, kept up to date as candidates are chosen. */
export type Reckoning = {
  /** By group: prices that were good at the start of the search. */
  readonly prices: Float64Array;
  readonly tally: Tally;
  /** How much it looks at each time: candidates, members of groups, shares of lines. */
  readonly size: number;
  /**
   * Returns what the chosen are worth at most, with everything that does not hang on a single candidate; writes what
   * each undecided one adds at most, less the prices of its groups.
   */
  readonly reckon: (state: SearchState, surplus: Float64Array) => number;
};

export type NodeBound = {
  /** No allowed combination that agrees with what is decided is worth more. */
  readonly boundBy: (reckoning: Reckoning) => number;
  /**
   * Decides whatever the bound just worked out leaves open in no combination worth more than `floor`. The bound stays
   * true of those.
   */
  readonly decideForced: (bound: number, floor: number) => void;
};

export function createNodeBound(part: Part, state: SearchState): NodeBound {
  const { status, slotsLeft, openCount } = state;
  const count = part.places.length;
  const surplus = new Float64Array(count);

  const giveBack = (group: number, price: number): void => {
    for (const local of part.groups[group]?.members ?? []) surplus[local] = (surplus[local] ?? 0) + price;
  };
  /** The price of a group's slots, moved to where the bound is least among the undecided. */
  const settle = (group: number, price: number): number => {
    const left = slotsLeft[group] ?? 0;
    if ((openCount[group] ?? 0) <= left) return 0;
    let first = 0;
    let second = 0;
    for (const local of part.groups[group]?.members ?? []) {
      if (status[local] !== undecided) continue;
      const own = (surplus[local] ?? 0) + price;
      if (own > first) {
        second = first;
        first = own;
      } else if (own > second) second = own;
    }
    if (price > first) return first;
    return left === 1 && price < second ? second : price;
  };
  const boundBy = ({ prices, reckon }: Reckoning): number => {
    let bound = reckon(state, surplus);
    for (let group = 0; group < openCount.length; group += 1) {
      if (openCount[group] === 0) continue;
      const price = prices[group] ?? 0;
      const settled = settle(group, price);
      if (settled !== price) giveBack(group, price - settled);
      bound += settled * (slotsLeft[group] ?? 0);
    }
    for (let local = 0; local < count; local += 1) {
      const beyond = surplus[local] ?? 0;
      if (beyond > 0 && status[local] === undecided) bound += beyond;
    }
    return bound;
  };
  const decideForced = (bound: number, floor: number): void => {
    // A sum past what doubles count singly says nothing of single units.
    if (bound > Number.MAX_SAFE_INTEGER) return;
    const room = bound - floor;
    for (let local = 0; local < count; local += 1) {
      if (status[local] !== undecided) continue;
      const beyond = surplus[local] ?? 0;
      if (beyond <= -room) state.exclude(local);
      else if (beyond >= room) state.include(local);
    }
  };
  return { boundBy, decideForced };
}
