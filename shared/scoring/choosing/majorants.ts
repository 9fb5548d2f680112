/**
 * Sums that no combination's worth exceeds. Each is a constant and a weight for each candidate: whatever is chosen is
 * worth at most the constant and the weights of the chosen. One reckons every discount in full; the others give the
 * whole of a cap, or of the lines that run out, once and for all, and so reckon less for those who draw on it.
 */

import { invariant } from '#shared/kernel/invariant.ts';
import { greedyChoice } from './greedy.ts';
import type { Part } from './part.ts';
import type { Candidate, Problem } from './problem.ts';

/** Weights by local number of the part. The constant contains those of the required candidates. */
export type Majorant = { readonly constant: number; readonly weights: Float64Array };

/** Bounds of one candidate, read once. `shares` by line, cut to the line; null when it has no discount. */
type Terms = { readonly rest: number; readonly discount: number; readonly shares: readonly number[] | null };

export function majorantsOf(problem: Problem, part: Part): readonly Majorant[] {
  const own = part.places.map((place) => termsOf(problem, candidateAt(problem, place)));
  const required = problem.required.map((place) => termsOf(problem, candidateAt(problem, place)));
  const majorant = (constant: number, weightOf: (terms: Terms) => number): Majorant => ({
    constant: required.reduce((sum, terms) => sum + weightOf(terms), constant),
    weights: Float64Array.from(own, weightOf),
  });
  const inFull = majorant(0, ({ rest, discount }) => rest + discount);
  const all = [...own, ...required];
  return [
    inFull,
    ...underCap(problem.discountCapMinor, all).map(([constant, weightOf]) => majorant(constant, weightOf)),
    ...underLines(problem, [...required, ...greedyChoice(part).map((local) => own[local] ?? nothing)]).map(
      ([constant, weightOf]) => majorant(constant, weightOf),
    ),
  ];
}

type Weighing = readonly [constant: number, weightOf: (terms: Terms) => number];

const nothing: Terms = { rest: 0, discount: 0, shares: null };

function candidateAt(problem: Problem, place: number): Candidate {
  const candidate = problem.candidates[place];
  invariant(candidate !== undefined, 'a place is one of a candidate');
  return candidate;
}

function termsOf(problem: Problem, candidate: Candidate): Terms {
  const shares = candidate.lineSharesMax();
  const rest = candidate.restWorthMaxMinor;
  if (shares === null) return { rest, discount: 0, shares };
  const cut = shares.map((share, line) => Math.min(share, problem.lineCapacityMinor[line] ?? 0));
  const discount = Math.min(candidate.discountMaxMinor, problem.discountCapMinor, sumOf(cut));
  return { rest, discount, shares: cut };
}

/** Nothing where the discounts cannot reach the cap. Half of it splits the difference where both parts compete. */
function underCap(capMinor: number, all: readonly Terms[]): readonly Weighing[] {
  if (sumOf(all.map(({ discount }) => discount)) <= capMinor) return [];
  return [
    [capMinor, ({ rest }) => rest],
    [Math.ceil(capMinor / 2), ({ rest, discount }) => rest + Math.ceil(discount / 2)],
  ];
}

/** The lines that a likely choice uses up are given whole. */
function underLines(
  { lineCapacityMinor, discountCapMinor }: Problem,
  likely: readonly Terms[],
): readonly Weighing[] {
  const used = new Float64Array(lineCapacityMinor.length);
  for (const { shares } of likely)
    if (shares !== null) for (const [line, share] of shares.entries()) used[line] = (used[line] ?? 0) + share;
  const isUsedUp = lineCapacityMinor.map((capacity, line) => (used[line] ?? 0) > capacity);
  if (!isUsedUp.includes(true)) return [];
  const constant = Math.min(discountCapMinor, sumOf(lineCapacityMinor.filter((_, line) => isUsedUp[line])));
  return [
    [
      constant,
      ({ rest, discount, shares }) =>
        rest + Math.min(discount, sumOf((shares ?? []).filter((_, line) => isUsedUp[line] !== true))),
    ],
  ];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
