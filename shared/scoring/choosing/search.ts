/**
 * Depth first, in order of rank, with each candidate before without it: of combinations of equal worth the first one
 * met is the one that counts as the best, so that a branch which can only equal the best is cut.
 */

import type { GroupPrices } from './group-prices.ts';
import type { Majorant } from './majorants.ts';
import { createNodeBound } from './node-bound.ts';
import type { Part } from './part.ts';
import { chosen, createSearchState, undecided } from './search-state.ts';
import type { SearchState } from './search-state.ts';

/** A majorant, and prices on the groups for its weights. */
export type Bounded = { readonly majorant: Majorant; readonly prices: GroupPrices };

export type Search = {
  readonly part: Part;
  /** At least one. */
  readonly bounded: readonly Bounded[];
  /** Exact worth of local numbers, rising; null when the first majorant is exact. */
  readonly worthOf: ((locals: readonly number[]) => number) | null;
  /** Only combinations worth more are looked for. */
  readonly floor: number;
  readonly nodesMax: number;
};

export type Found = {
  /** Local numbers, rising; null when nothing worth more than the floor was found. */
  readonly chosen: readonly number[] | null;
  readonly worthMinor: number;
  /** What was not looked at is worth at most this; minus infinity when everything was. */
  readonly openBound: number;
  readonly nodes: number;
};

/** Pricing a combination counts as so many nodes. */
const nodesPerPricing = 20;

export function search({ part, bounded, worthOf, floor, nodesMax }: Search): Found {
  const state = createSearchState(
    part,
    bounded.map(({ majorant }) => majorant),
  );
  const { boundBy, decideForced } = createNodeBound(
    part,
    state,
    bounded.map(({ prices }) => prices),
  );
  const count = part.places.length;
  let best: readonly number[] | null = null;
  let bestWorth = floor;
  let openBound = Number.NEGATIVE_INFINITY;
  let nodes = 0;

  /** At most the best found when nothing better can be reached. */
  const tightBound = (): number => {
    let bound = Number.POSITIVE_INFINITY;
    for (let majorant = 0; majorant < bounded.length; majorant += 1) {
      const own = boundBy(majorant);
      if (own < bound) bound = own;
      if (bound <= bestWorth) return bound;
      decideForced(own, bestWorth);
    }
    return bound;
  };
  const evaluate = (): void => {
    const locals = chosenOf(state);
    const worth = worthOf === null ? (state.gained[0] ?? 0) : worthOf(locals);
    if (worthOf !== null) nodes += nodesPerPricing;
    if (worth <= bestWorth) return;
    best = locals;
    bestWorth = worth;
  };
  /** Adding it costs nothing: no conflict is left, and worths add up. */
  const isFree = (local: number): boolean =>
    worthOf === null &&
    (part.groupsOf[local] ?? []).every(
      (group) => (state.openCount[group] ?? 0) <= (state.slotsLeft[group] ?? 0),
    );
  /** Everything that agrees with what is decided from `from` on down. */
  const visit = (from: number): void => {
    const entered = state.mark();
    for (let local = from; ; local += 1) {
      while (local < count && state.status[local] !== undecided) local += 1;
      nodes += 1;
      const bound = tightBound();
      if (bound <= bestWorth) break;
      if (nodes >= nodesMax) {
        openBound = Math.max(openBound, bound);
        break;
      }
      while (local < count && state.status[local] !== undecided) local += 1;
      if (local === count) {
        evaluate();
        break;
      }
      if (isFree(local)) {
        state.include(local);
        continue;
      }
      const before = state.mark();
      state.include(local);
      visit(local + 1);
      state.undoTo(before);
      state.exclude(local);
    }
    state.undoTo(entered);
  };
  visit(0);
  return { chosen: best, worthMinor: bestWorth, openBound, nodes };
}

function chosenOf({ status }: SearchState): readonly number[] {
  const locals: number[] = [];
  for (let local = 0; local < status.length; local += 1) if (status[local] === chosen) locals.push(local);
  return locals;
}
