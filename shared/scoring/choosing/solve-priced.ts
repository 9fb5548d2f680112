/** The best of a part whose combinations must be priced to know their worth. */

import { invariant } from '#shared/kernel/invariant.ts';
import { interplayBounds } from './interplay-bounds.ts';
import type { InterplayBounds } from './interplay-bounds.ts';
import { reckonInterplay } from './reckon-interplay.ts';
import { createSearchState } from './search-state.ts';
import { greedyChoice } from './greedy.ts';
import { groupPrices } from './group-prices.ts';
import { weightOf } from './improve.ts';
import { evenPrices, linePrices } from './line-prices.ts';
import type { Reckoning } from './node-bound.ts';
import type { Part, PartSolution } from './part.ts';
import { byMarginalWorth, bySurplus } from './priced-starts.ts';
import type { Problem } from './problem.ts';
import { reckonLines } from './reckon-lines.ts';
import { reckonSum } from './reckon-sum.ts';
import { search } from './search.ts';
import type { Found } from './search.ts';
import { fullWeights, worthBounds } from './worth-bounds.ts';
import type { WorthBounds } from './worth-bounds.ts';

export type PricedLimits = {
  /** Only what is worth more matters; null when anything does. */
  readonly floor: number | null;
  readonly nodesMax: number;
};

type Start = { readonly locals: readonly number[]; readonly worthMinor: number };
type WorthOf = (locals: readonly number[]) => number;

const pricingSteps = 60;

/** Most parts are done within so many nodes; for the others it pays to look for good prices of lines first. */
const quickNodesMax = 150;

export function solvePriced(problem: Problem, part: Part, { floor, nodesMax }: PricedLimits): PartSolution {
  const bounds = worthBounds(problem, part);
  const worthOf = rememberedWorth(problem, part);
  const start = bestStart(startsOf(part, bounds), worthOf);
  const inFull = reckonInFull(part, bounds, start.worthMinor);
  const searchFrom = (from: Start, { others, nodes, order }: Effort): Found =>
    search({
      part,
      reckonings: [inFull(), ...others],
      worthOf,
      isAdditive: false,
      // One less, so that of all combinations as good as the start the first is found.
      floor: Math.max(from.worthMinor - 1, floor ?? Number.NEGATIVE_INFINITY),
      nodesMax: nodes,
      order,
    });
  const quick = searchFrom(start, {
    others: bounds.isRoomy ? [] : [reckonLines(part, bounds, evenPrices(part, bounds))],
    nodes: Math.min(quickNodesMax, nodesMax),
    order: null,
  });
  if (quick.openBound === Number.NEGATIVE_INFINITY || quick.nodes >= nodesMax)
    return partSolution(part, start, quick);
  const better = quick.chosen === null ? start : { locals: quick.chosen, worthMinor: quick.worthMinor };
  const interplay = interplayBounds(problem, part);
  const others = [
    ...(interplay === null ? [] : interplayReckonings(part, interplay, better)),
    ...(bounds.isRoomy ? [] : [reckonLines(part, bounds, linePrices(part, bounds, better.worthMinor))]),
  ];
  const order = interplay === null ? null : orderOf(part, interplay);
  const found = searchFrom(better, { others, nodes: nodesMax - quick.nodes, order });
  return partSolution(part, better, { ...found, nodes: quick.nodes + found.nodes });
}

type Effort = {
  readonly others: readonly Reckoning[];
  readonly nodes: number;
  /** By rank when null. */
  readonly order: Int32Array | null;
};

function partSolution({ places }: Part, start: Start, found: Found): PartSolution {
  const worthMinor = found.chosen === null ? start.worthMinor : found.worthMinor;
  return {
    chosen: (found.chosen ?? start.locals).map((local) => places[local] ?? -1),
    worthMinor,
    boundMinor: Math.max(worthMinor, found.openBound),
    nodes: found.nodes,
  };
}

function rememberedWorth(problem: Problem, part: Part): WorthOf {
  const known = new Map<string, number>();
  return (locals) => {
    const key = locals.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const places = [...problem.required, ...locals.map((local) => part.places[local] ?? -1)];
    const worth = problem.worthOf(places.sort((one, other) => one - other));
    invariant(Number.isSafeInteger(worth), 'a worth is a safe integer');
    known.set(key, worth);
    return worth;
  };
}

function startsOf(part: Part, bounds: WorthBounds): readonly (readonly number[])[] {
  const first = greedyChoice(part);
  return bounds.isRoomy ? [first] : [first, byMarginalWorth(part, bounds)];
}

/** A reckoning keeps count of one search: each search needs its own. */
function reckonInFull(part: Part, bounds: WorthBounds, targetMinor: number): () => Reckoning {
  const all = fullWeights(bounds);
  const weights = all.subarray(0, bounds.count);
  const constant = all.subarray(bounds.count).reduce((sum, weight) => sum + weight, 0);
  const heaviest = weightOf(weights, bySurplus(part, weights));
  const target = Math.max(targetMinor - constant, heaviest);
  const prices = groupPrices(part, weights, { target, stepsMax: pricingSteps });
  return () => reckonSum(part, { constant, weights }, prices);
}

function bestStart(choices: readonly (readonly number[])[], worthOf: WorthOf): Start {
  const [first, ...others] = choices.map((locals) => ({ locals, worthMinor: worthOf(locals) }));
  invariant(first !== undefined, 'there is a choice to start from');
  return others.reduce((best, other) => (other.worthMinor > best.worthMinor ? other : best), first);
}

function interplayReckonings(part: Part, bounds: InterplayBounds, start: Start): readonly Reckoning[] {
  const plain = interplayReckoning(part, bounds, { start, isUnderCap: false });
  return bounds.isCapNear ? [plain, interplayReckoning(part, bounds, { start, isUnderCap: true })] : [plain];
}

type InterplayEffort = { readonly start: Start; readonly isUnderCap: boolean };

/** At prices of groups that are good at the start, where nothing is decided. */
function interplayReckoning(
  part: Part,
  bounds: InterplayBounds,
  { start, isUnderCap }: InterplayEffort,
): Reckoning {
  const known = start.locals;
  const free = reckonInterplay(part, bounds, {
    prices: new Float64Array(part.groups.length),
    known,
    isUnderCap,
  });
  const weights = new Float64Array(bounds.count);
  const base = free.reckon(createSearchState(part, []), weights);
  const { prices } = groupPrices(part, weights, { target: start.worthMinor - base, stepsMax: pricingSteps });
  return reckonInterplay(part, bounds, { prices, known, isUnderCap });
}

function orderOf(part: Part, bounds: InterplayBounds): Int32Array {
  const isMultiplier = (local: number): boolean => (bounds.perPoint[local] ?? 0) > 0;
  const all = [...part.places.keys()];
  return Int32Array.from([...all.filter(isMultiplier), ...all.filter((local) => !isMultiplier(local))]);
}
