/**
 * A bound that is too low by one loses the best combination once in fifty baskets and shows nowhere else, so that each
 * is held against every combination it is about.
 */

import { describe, expect, it } from 'vitest';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { cliquesOf } from '#shared/scoring/choosing/cliques.ts';
import { groupPrices } from '#shared/scoring/choosing/group-prices.ts';
import { countedPart, countedWhole, evenPrices, linePrices } from '#shared/scoring/choosing/line-prices.ts';
import { createNodeBound } from '#shared/scoring/choosing/node-bound.ts';
import type { Reckoning } from '#shared/scoring/choosing/node-bound.ts';
import { openBesideRequired, partOf } from '#shared/scoring/choosing/part.ts';
import type { Part } from '#shared/scoring/choosing/part.ts';
import type { Problem } from '#shared/scoring/choosing/problem.ts';
import { reckonLines } from '#shared/scoring/choosing/reckon-lines.ts';
import { reckonSum } from '#shared/scoring/choosing/reckon-sum.ts';
import { createSearchState, undecided } from '#shared/scoring/choosing/search-state.ts';
import { fullWeights, worthBounds } from '#shared/scoring/choosing/worth-bounds.ts';
import { allowedChoices } from './brute-force.ts';
import { randomProblem, shapes } from './random-problems.ts';
import type { Shape } from './random-problems.ts';

const seeds = 150;

type Posed = { readonly problem: Problem; readonly part: Part; readonly choices: readonly Choice[] };
/** An allowed combination by local number, without the required, and its exact worth with them. */
type Choice = { readonly locals: ReadonlySet<number>; readonly worthMinor: number };

/** Sides are left to the search as a whole, which never bounds over both of them. */
function posed(seed: number, shape: Shape, worthMax: number): Posed {
  const problem = { ...randomProblem(seed, shape, { candidatesMax: 8, worthMax }), sides: [] };
  const part = partOf(problem, openBesideRequired(problem));
  const choices = [...allowedChoices(problem)].map((chosen) => ({
    locals: new Set(part.places.flatMap((place, local) => (chosen.includes(place) ? [local] : []))),
    worthMinor: problem.worthOf(chosen),
  }));
  return { problem, part, choices };
}

/** Every bound that the search uses, from good prices and from bad ones. */
function reckoningsOf({ problem, part }: Posed, rng: Rng): readonly Reckoning[] {
  const bounds = worthBounds(problem, part);
  const all = fullWeights(bounds);
  const weights = all.subarray(0, bounds.count);
  const constant = all.subarray(bounds.count).reduce((sum, weight) => sum + weight, 0);
  const tuned = linePrices(part, bounds, 0);
  const arbitrary = {
    prices: Float64Array.from(part.groups, () => rng.below(50)),
    counted: Int32Array.from(bounds.capacityMinor, () => rng.below(countedWhole + 1)),
    countedCap: rng.below(countedWhole + 1),
  };
  return [
    reckonSum(part, { constant, weights }, groupPrices(part, weights, { target: 0, stepsMax: 40 })),
    reckonLines(part, bounds, evenPrices(part, bounds)),
    reckonLines(part, bounds, tuned),
    reckonLines(part, bounds, arbitrary),
  ];
}

const cases = shapes.flatMap((shape) => [3, 1_000].map((worthMax) => [shape, worthMax] as const));

describe('the bound at a point of the search', () => {
  it.each(cases)(
    'is reached by no combination that agrees with it: %s, worths up to %d',
    (shape, worthMax) => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const sale = posed(seed, shape, worthMax);
        const rng = createSeededRng(seed);
        for (const reckoning of reckoningsOf(sale, rng)) {
          const state = createSearchState(sale.part, [reckoning.tally]);
          const { boundBy, decideForced } = createNodeBound(sale.part, state);
          const agrees = ({ locals }: Choice): boolean =>
            sale.part.places.every(
              (_, local) =>
                state.status[local] === undecided || (state.status[local] === 1) === locals.has(local),
            );
          for (let step = 0; step <= sale.part.places.length; step += 1) {
            const reached = sale.choices.filter(agrees);
            const best = Math.max(...reached.map(({ worthMinor }) => worthMinor));
            const bound = boundBy(reckoning);
            expect(bound, `seed ${seed}, step ${step}`).toBeGreaterThanOrEqual(best);
            const floor = best - 1 - rng.below(3);
            const before = state.mark();
            decideForced(bound, floor);
            const lost = reached.filter((choice) => choice.worthMinor > floor && !agrees(choice));
            expect(lost, `seed ${seed}, step ${step}`).toEqual([]);
            state.undoTo(before);
            decideSomething(state, rng);
          }
        }
      }
    },
  );

  it('comes back to what it was when decisions are undone', () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const sale = posed(seed, 'arbitrary', 100);
      const rng = createSeededRng(seed);
      for (const reckoning of reckoningsOf(sale, rng)) {
        const state = createSearchState(sale.part, [reckoning.tally]);
        const { boundBy } = createNodeBound(sale.part, state);
        const atFirst = boundBy(reckoning);
        for (let step = 0; step < 4; step += 1) decideSomething(state, rng);
        state.undoTo(0);
        expect(boundBy(reckoning)).toBe(atFirst);
      }
    }
  });
});

function decideSomething(state: ReturnType<typeof createSearchState>, rng: Rng): void {
  const open = [...state.status.keys()].filter((local) => state.status[local] === undecided);
  const local = open[rng.below(Math.max(1, open.length))];
  if (local === undefined) return;
  if (rng.below(2) === 0) state.include(local);
  else state.exclude(local);
}

describe('prices of groups', () => {
  it('bound every allowed choice, and meet the best where one group holds all', () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { part, choices, problem } = posed(seed, 'additive', 1_000);
      const weights = Float64Array.from(part.places, (place) => problem.candidates[place]?.worthMinor ?? 0);
      const weigh = ({ locals }: Choice): number =>
        [...locals].reduce((sum, local) => sum + (weights[local] ?? 0), 0);
      const heaviest = Math.max(...choices.map(weigh));
      for (const stepsMax of [0, 1, 60]) {
        expect(groupPrices(part, weights, { target: 0, stepsMax }).bound).toBeGreaterThanOrEqual(heaviest);
      }
    }
  });

  it('meet the best where there is one group', () => {
    const part: Part = {
      places: [0, 1, 2, 3],
      groups: [{ members: Int32Array.of(0, 1, 2, 3), slots: 2 }],
      groupsOf: [[0], [0], [0], [0]],
    };
    const { bound } = groupPrices(part, Float64Array.of(9, 7, 4, 1), { target: 0, stepsMax: 0 });
    expect(bound).toBe(16);
  });
});

describe('a counted part', () => {
  it('is never less than the share of the amount, not even of the largest amounts', () => {
    const rng = createSeededRng(1);
    for (let run = 0; run < 500; run += 1) {
      const amount = run % 2 === 0 ? rng.below(10_000) : Number.MAX_SAFE_INTEGER - rng.below(2 ** 32);
      const counted = rng.below(countedWhole + 1);
      const exact = BigInt(amount) * BigInt(counted);
      expect(BigInt(countedPart(amount, counted)) * BigInt(countedWhole) >= exact).toBe(true);
    }
  });
});

describe('cliques', () => {
  it('hold every pair, and no two that are not a pair', () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { pairs } = randomProblem(seed, 'additive', { candidatesMax: 12, worthMax: 9 });
      const keyOf = (one: number, other: number): string => `${Math.min(one, other)}-${Math.max(one, other)}`;
      const wanted = new Set(pairs.map(([one, other]) => keyOf(one, other)));
      const held = new Set<string>();
      for (const clique of cliquesOf(pairs))
        for (const one of clique) for (const other of clique) if (one < other) held.add(keyOf(one, other));
      expect(held).toEqual(wanted);
    }
  });
});
