/** The provably best combination, by branch and bound. */

import { invariant } from '#shared/kernel/invariant.ts';
import { comesFirst } from './comes-first.ts';
import { openBesideRequired, partOf } from './part.ts';
import type { Part, PartSolution } from './part.ts';
import { sidesMax } from './problem.ts';
import type { Problem, Solution } from './problem.ts';
import { solveAdditive } from './solve-additive.ts';
import { solvePriced } from './solve-priced.ts';

/** Independent of everything but the problem: no clock decides when the search ends. */
export function solve(problem: Problem): Solution {
  invariant(problem.sides.length <= sidesMax, 'sides are few');
  const parts = partsOf(problem);
  let best: PartSolution | null = null;
  let boundMinor = Number.NEGATIVE_INFINITY;
  let nodes = 0;
  for (const [at, part] of parts.entries()) {
    const nodesMax = Math.ceil((problem.nodesMax * (at + 1)) / parts.length) - nodes;
    const found: PartSolution = problem.isAdditive
      ? solveAdditive(problem, part, nodesMax)
      : solvePriced(problem, part, { floor: best === null ? null : best.worthMinor - 1, nodesMax });
    nodes += found.nodes;
    // No combination is worth more than can be said, whatever its parts could give by themselves.
    boundMinor = Math.max(boundMinor, Math.min(Number.MAX_SAFE_INTEGER, found.boundMinor));
    if (best === null || isBetter(found, best)) best = found;
  }
  invariant(best !== null, 'there is at least one part');
  const gapMinor = Math.max(0, boundMinor - best.worthMinor);
  return {
    chosen: [...problem.required, ...best.chosen].sort((one, other) => one - other),
    worthMinor: best.worthMinor,
    isProven: gapMinor === 0,
    gapMinor,
    nodes,
  };
}

/** One part for each way to give up the left or the right of all sides, those with open candidates on both. */
function partsOf(problem: Problem): readonly Part[] {
  let opens: readonly Uint8Array[] = [openBesideRequired(problem)];
  for (const { left, right } of problem.sides) {
    opens = opens.flatMap((open) => {
      const isOpen = (place: number): boolean => open[place] === 1;
      if (!left.some(isOpen) || !right.some(isOpen)) return [open];
      return [without(open, right), without(open, left)];
    });
  }
  return opens.map((open) => partOf(problem, open));
}

function without(open: Uint8Array, places: readonly number[]): Uint8Array {
  const rest = open.slice();
  for (const place of places) rest[place] = 0;
  return rest;
}

function isBetter(one: PartSolution, other: PartSolution): boolean {
  if (one.worthMinor !== other.worthMinor) return one.worthMinor > other.worthMinor;
  return comesFirst(one.chosen, other.chosen);
}
