/**
 * Depth first, in order of rank, with each candidate before without it: of combinations of equal worth the first one
 * met is the one that counts as the best, so that a branch which can only equal the best is cut.
 */

import { createNodeBound } from './node-bound.ts';
import type { Reckoning } from './node-bound.ts';
import type { Part } from './part.ts';
import { comesFirst } from './comes-first.ts';
import { chosen, createSearchState, leftOut, undecided } from './search-state.ts';
import type { SearchState } from './search-state.ts';

export type Search = {
  readonly part: Part;
  /** At least one; the quickest first. */
  readonly reckonings: readonly Reckoning[];
  /** Exact worth of local numbers, rising. */
  readonly worthOf: (locals: readonly number[]) => number;
  /** Worths add up, so that a candidate without conflicts is never left out. */
  readonly isAdditive: boolean;
  /** Only combinations worth more are looked for. */
  readonly floor: number;
  readonly nodesMax: number;
  /** In which the candidates are decided; by rank when null. */
  readonly order: Int32Array | null;
};

export type Found = {
  /** Local numbers, rising; null when nothing worth more than the floor was found. */
  readonly chosen: readonly number[] | null;
  readonly worthMinor: number;
  /** What was not looked at is worth at most this; minus infinity when everything was. */
  readonly openBound: number;
  /** Points of the search, a large one counting for several. */
  readonly nodes: number;
};

/** Pricing a combination counts as so many nodes, and a point of the search as one for each so much that its bounds look at. */
const nodesPerPricing = 20;
const sizePerNode = 64;

export function search({ part, reckonings, worthOf, isAdditive, floor, nodesMax, order }: Search): Found {
  const state = createSearchState(
    part,
    reckonings.map(({ tally }) => tally),
  );
  const { boundBy, decideForced } = createNodeBound(part, state);
  const count = part.places.length;
  const nodesPerVisit = 1 + Math.floor(reckonings.reduce((sum, { size }) => sum + size, 0) / sizePerNode);
  let best: readonly number[] | null = null;
  let bestWorth = floor;
  let openBound = Number.NEGATIVE_INFINITY;
  let nodes = 0;

  /** By rank the first of equal combinations is the first met. */
  const isHopeless = (bound: number): boolean =>
    bound < bestWorth ||
    (bound === bestWorth && (order === null || best === null || !canPrecede(state, best)));
  /** At most the best found when nothing better can be reached. */
  const tightBound = (): number => {
    let bound = Number.POSITIVE_INFINITY;
    for (const reckoning of reckonings) {
      const own = boundBy(reckoning);
      if (own < bound) bound = own;
      if (isHopeless(bound)) return bound;
      decideForced(own, order === null || best === null ? bestWorth : bestWorth - 1);
    }
    return bound;
  };
  const evaluate = (): void => {
    const locals = chosenOf(state);
    const worth = worthOf(locals);
    if (!isAdditive) nodes += nodesPerPricing;
    if (worth < bestWorth) return;
    if (worth === bestWorth && (best === null || !comesFirst(locals, best))) return;
    best = locals;
    bestWorth = worth;
  };
  const at = (step: number): number => (order === null ? step : (order[step] ?? 0));
  /** Everything that agrees with what is decided, the first `from` candidates being decided. */
  const visit = (from: number): void => {
    const entered = state.mark();
    for (let step = from; ;) {
      nodes += nodesPerVisit;
      const bound = tightBound();
      if (isHopeless(bound)) break;
      if (nodes >= nodesMax) {
        openBound = Math.max(openBound, bound);
        break;
      }
      while (step < count && state.status[at(step)] !== undecided) step += 1;
      if (step === count) {
        evaluate();
        break;
      }
      const local = at(step);
      if (isAdditive && hasRoom(part, state, local)) {
        state.include(local);
        continue;
      }
      const before = state.mark();
      state.include(local);
      visit(step + 1);
      state.undoTo(before);
      state.exclude(local);
    }
    state.undoTo(entered);
  };
  visit(0);
  return { chosen: best, worthMinor: bestWorth, openBound, nodes };
}

/** Choosing it keeps nobody else from being chosen. */
function hasRoom({ groupsOf }: Part, { openCount, slotsLeft }: SearchState, local: number): boolean {
  return (groupsOf[local] ?? []).every((group) => (openCount[group] ?? 0) <= (slotsLeft[group] ?? 0));
}

function chosenOf({ status }: SearchState): readonly number[] {
  const locals: number[] = [];
  for (let local = 0; local < status.length; local += 1) if (status[local] === chosen) locals.push(local);
  return locals;
}

/** Whether a combination that agrees with what is decided could come before the best in the order of rank. */
function canPrecede({ status }: SearchState, best: readonly number[]): boolean {
  let at = 0;
  for (let local = 0; local < status.length; local += 1) {
    const isBest = best[at] === local;
    if (isBest) at += 1;
    if (isBest && status[local] === leftOut) return false;
    if (!isBest && status[local] !== leftOut) return true;
  }
  return false;
}
