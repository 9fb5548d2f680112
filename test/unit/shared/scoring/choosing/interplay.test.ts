/**
 * The bound that knows how offers take from each other, at real prices: held against every combination of small sales,
 * with every kind of effect, rounding, cap, floor and limit.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { interplayBounds } from '#shared/scoring/choosing/interplay-bounds.ts';
import { createNodeBound } from '#shared/scoring/choosing/node-bound.ts';
import { openBesideRequired, partOf } from '#shared/scoring/choosing/part.ts';
import type { Part } from '#shared/scoring/choosing/part.ts';
import { poseProblem } from '#shared/scoring/choosing/pose-problem.ts';
import type { Problem } from '#shared/scoring/choosing/problem.ts';
import { byRank } from '#shared/scoring/choosing/rank-offers.ts';
import { reckonInterplay } from '#shared/scoring/choosing/reckon-interplay.ts';
import { createSearchState, undecided } from '#shared/scoring/choosing/search-state.ts';
import type { SearchState } from '#shared/scoring/choosing/search-state.ts';
import { solve } from '#shared/scoring/choosing/solve.ts';
import { interactingSale, saleKinds } from '#test/bench/support/interacting-sales.ts';
import type { InteractingSale } from '#test/bench/support/interacting-sales.ts';
import { anyPricedSale } from '#test/support/pricing-arbitraries.ts';
import { pricedSaleOf } from '#test/support/scoring-pricing.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import { allowedChoices, bruteForce } from './brute-force.ts';

const numRuns = Number(process.env['RUNS'] ?? 400);
const smallSales = Number(process.env['RUNS'] ?? 600);
const salesOfEach = Number(process.env['RUNS'] ?? 12);

function problemOf({ ruleSet, input }: InteractingSale): Problem {
  const { pricing, offers, rules } = pricedSaleOf(ruleSet, input);
  const ranked = pricing.alone(offers).toSorted(byRank);
  const { offersPerSaleMax } = rules.settings;
  return poseProblem({ ranked, pricing, isAdditive: false, offersPerSaleMax }, []);
}

/** Prices of a few minor units, and shares of them so high that they meet. */
function smallSale(rng: Rng): InteractingSale {
  const most = rng.below(2) === 0 ? 3_000 : 10_000;
  const kinds = ['discountPercent', 'discountPercent', 'walletCreditPercent', 'discountFixed'] as const;
  const effectOf = (kind: (typeof kinds)[number]): object =>
    kind === 'discountFixed'
      ? { kind, amountMinor: 1 + rng.below(20) }
      : { kind, basisPoints: 1 + rng.below(most) };
  const offers = Array.from({ length: 2 + rng.below(5) }, (_, place) => ({
    offerId: `offer-${place}`,
    stacking: { mode: 'stackable', stage: 1 + rng.below(3) },
    effects: [effectOf(kinds[rng.below(kinds.length)] ?? 'discountPercent')],
  }));
  const settings = { earnOn: 'paid', lineFloorBasisPoints: 2_000 * rng.below(3) };
  const lines = Array.from({ length: 1 + rng.below(4) }, () => ({ unitPriceMinor: 1 + rng.below(60) }));
  return { ruleSet: ruleSetOf({ offers, settings }), input: inputOf({ lines }) };
}

type Choice = { readonly locals: ReadonlySet<number>; readonly worthMinor: number };

/** Sides are left to the search as a whole; of what they keep apart no combination is met here. */
function choicesOf(problem: Problem, part: Part): readonly Choice[] {
  return [...allowedChoices(problem)].map((chosen) => ({
    locals: new Set(part.places.flatMap((place, local) => (chosen.includes(place) ? [local] : []))),
    worthMinor: problem.worthOf(chosen),
  }));
}

function decideSomething(state: SearchState, rng: Rng): void {
  const open = [...state.status.keys()].filter((local) => state.status[local] === undecided);
  const local = open[rng.below(Math.max(1, open.length))];
  if (local === undefined) return;
  if (rng.below(2) === 0) state.include(local);
  else state.exclude(local);
}

/** Walks down at random, and looks at every combination that agrees with what is decided. */
function expectBounded(problem: Problem, rng: Rng): void {
  const part = partOf(problem, openBesideRequired(problem));
  const bounds = interplayBounds(problem, part);
  if (bounds === null) return;
  const choices = choicesOf(problem, part);
  const known = choices[rng.below(choices.length)]?.locals ?? new Set();
  const prices = Float64Array.from(part.groups, () => rng.below(2) * rng.below(5_000));
  const reckoning = reckonInterplay(part, bounds, {
    prices,
    known: [...known],
    isUnderCap: rng.below(2) === 0,
  });
  const state = createSearchState(part, [reckoning.tally]);
  const { boundBy, decideForced } = createNodeBound(part, state);
  const agrees = ({ locals }: Choice): boolean =>
    part.places.every(
      (_, local) => state.status[local] === undecided || (state.status[local] === 1) === locals.has(local),
    );
  for (let step = 0; step <= part.places.length; step += 1) {
    const reached = choices.filter(agrees);
    if (reached.length === 0) return;
    const best = Math.max(...reached.map(({ worthMinor }) => worthMinor));
    const bound = boundBy(reckoning);
    expect(bound, `step ${step}`).toBeGreaterThanOrEqual(best);
    const floor = best - 1 - rng.below(3);
    const before = state.mark();
    decideForced(bound, floor);
    expect(reached.filter((choice) => choice.worthMinor > floor && !agrees(choice))).toEqual([]);
    state.undoTo(before);
    decideSomething(state, rng);
  }
}

describe('the bound of offers that reckon on what others give', () => {
  it('is reached by no combination that agrees with what is decided, whatever the offers', () => {
    fc.assert(
      fc.property(anyPricedSale, fc.integer({ min: 1, max: 1_000_000 }), (sale, seed) => {
        expectBounded(problemOf(sale), createSeededRng(seed));
      }),
      { numRuns },
    );
  });

  it('is reached by no combination where every unit that is rounded counts, and rates pass the whole price', () => {
    for (let seed = 1; seed <= smallSales; seed += 1) {
      const rng = createSeededRng(seed);
      expectBounded(problemOf(smallSale(rng)), rng);
    }
  });

  it.each(saleKinds)('is reached by no combination of the offers of a chain: %s', (kind) => {
    for (let seed = 1; seed <= salesOfEach; seed += 1) {
      const sale = interactingSale(seed, kind, { offers: 8, linesMin: 1, linesMax: 6 });
      expectBounded(problemOf(sale), createSeededRng(seed));
    }
  });
});

describe('the search at real prices', () => {
  it.each(saleKinds)('finds what trying all finds: %s', (kind) => {
    for (let seed = 1; seed <= salesOfEach; seed += 1) {
      const problem = problemOf(interactingSale(seed, kind, { offers: 10, linesMin: 1, linesMax: 8 }));
      const { chosen, worthMinor, isProven } = solve(problem);
      expect({ chosen, worthMinor, isProven }, `seed ${seed}`).toEqual({
        ...bruteForce(problem),
        isProven: true,
      });
    }
  });
});
