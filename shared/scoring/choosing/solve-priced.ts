/** The best of a part whose combinations must be priced to know their worth. */

import { invariant } from '#shared/kernel/invariant.ts';
import { greedyChoice } from './greedy.ts';
import { groupPrices } from './group-prices.ts';
import type { GroupPrices } from './group-prices.ts';
import { majorantsOf } from './majorants.ts';
import type { Majorant } from './majorants.ts';
import type { Part, PartSolution } from './part.ts';
import type { Problem } from './problem.ts';
import { search } from './search.ts';
import type { Bounded } from './search.ts';

export type PricedLimits = {
  /** Only what is worth more matters; null when anything does. */
  readonly floor: number | null;
  readonly nodesMax: number;
};

type Start = { readonly locals: readonly number[]; readonly worthMinor: number };

export function solvePriced(problem: Problem, part: Part, { floor, nodesMax }: PricedLimits): PartSolution {
  const placesOf = (locals: readonly number[]): readonly number[] =>
    locals.map((local) => part.places[local] ?? -1);
  const known = new Map<string, number>();
  const worthOf = (locals: readonly number[]): number => {
    const key = locals.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const places = [...problem.required, ...placesOf(locals)];
    const worth = problem.worthOf(places.sort((one, other) => one - other));
    known.set(key, worth);
    return worth;
  };
  const first = greedyChoice(part);
  const bounded = boundedBy(majorantsOf(problem, part), part, worthOf(first));
  const start = bestStart([first, ...bounded.map(({ prices }) => bySurplus(part, prices))], worthOf);
  const found = search({
    part,
    bounded,
    worthOf,
    // One less, so that of all combinations as good as the start the first is found.
    floor: Math.max(start.worthMinor - 1, floor ?? Number.NEGATIVE_INFINITY),
    nodesMax,
  });
  const worthMinor = found.chosen === null ? start.worthMinor : found.worthMinor;
  return {
    chosen: placesOf(found.chosen ?? start.locals),
    worthMinor,
    boundMinor: Math.max(worthMinor, found.openBound),
    nodes: found.nodes,
  };
}

/** The majorants with prices on their groups; of those that bound less closely than the first none is kept. */
function boundedBy(majorants: readonly Majorant[], part: Part, targetMinor: number): readonly Bounded[] {
  const all = majorants.map((majorant) => ({
    majorant,
    prices: groupPrices(part, majorant.weights, targetMinor - majorant.constant),
  }));
  const rootBound = ({ majorant, prices }: Bounded): number => majorant.constant + prices.bound;
  return all.filter(
    (bounded, at) => at === 0 || all[0] === undefined || rootBound(bounded) < rootBound(all[0]),
  );
}

function bySurplus(part: Part, { surplus }: GroupPrices): readonly number[] {
  const order = [...part.places.keys()].sort(
    (one, other) => (surplus[other] ?? 0) - (surplus[one] ?? 0) || one - other,
  );
  return greedyChoice(part, order);
}

function bestStart(
  choices: readonly (readonly number[])[],
  worthOf: (locals: readonly number[]) => number,
): Start {
  const [first, ...others] = choices.map((locals) => ({ locals, worthMinor: worthOf(locals) }));
  invariant(first !== undefined, 'there is a choice to start from');
  return others.reduce((best, other) => (other.worthMinor > best.worthMinor ? other : best), first);
}
