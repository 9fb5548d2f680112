/** The best of a part whose worths add up: dominated candidates go, and what no conflict joins is solved apart. */

import { componentsOf } from './components.ts';
import { withoutDominated } from './dominance.ts';
import { groupPrices } from './group-prices.ts';
import { goodChoice, weightOf } from './improve.ts';
import type { Part, PartSolution } from './part.ts';
import type { Problem } from './problem.ts';
import { reckonSum } from './reckon-sum.ts';
import { search } from './search.ts';

const pricingSteps = 60;

export function solveAdditive(problem: Problem, whole: Part, nodesMax: number): PartSolution {
  const worthAt = (place: number): number => problem.candidates[place]?.worthMinor ?? 0;
  const part = withoutDominated(whole, (local, { places }) => worthAt(places[local] ?? -1));
  const [free, ...joined] = componentsOf(part);
  const chosen = [...free.places];
  let worthMinor = [...problem.required, ...free.places].reduce((sum, place) => sum + worthAt(place), 0);
  let boundMinor = worthMinor;
  let nodes = 0;
  for (const [at, component] of joined.entries()) {
    const share = Math.ceil((nodesMax * (at + 1)) / joined.length) - nodes;
    const found = solveComponent(component, Float64Array.from(component.places, worthAt), share);
    chosen.push(...found.chosen);
    worthMinor += found.worthMinor;
    boundMinor += found.boundMinor;
    nodes += found.nodes;
  }
  return { chosen: chosen.sort((one, other) => one - other), worthMinor, boundMinor, nodes };
}

function solveComponent(part: Part, weights: Float64Array, nodesMax: number): PartSolution {
  const byRank = [...part.places.keys()];
  const rough = groupPrices(part, weights, {
    target: weightOf(weights, goodChoice(part, weights, [byRank])),
    stepsMax: pricingSteps,
  });
  const bySurplus = byRank.toSorted(
    (one, other) => (rough.surplus[other] ?? 0) - (rough.surplus[one] ?? 0) || one - other,
  );
  const start = goodChoice(part, weights, [byRank, bySurplus]);
  const startWorth = weightOf(weights, start);
  const found = search({
    part,
    reckonings: [reckonSum(part, { constant: 0, weights }, rough)],
    worthOf: (locals) => weightOf(weights, locals),
    isAdditive: true,
    // One less, so that of all combinations as good as the start the first is found.
    floor: startWorth - 1,
    nodesMax,
    order: null,
  });
  const best = found.chosen ?? start;
  const worthMinor = found.chosen === null ? startWorth : found.worthMinor;
  return {
    chosen: best.map((local) => part.places[local] ?? -1),
    worthMinor,
    boundMinor: Math.max(worthMinor, found.openBound),
    nodes: found.nodes,
  };
}
