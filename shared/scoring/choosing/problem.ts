/** The search for the best combination, without a word of offers: numbered candidates in order of rank. */

import type { Interplay } from '../pricing/interplay.ts';

/** Candidates are numbered by rank: worth falling. */
export type Problem = {
  readonly candidates: readonly Candidate[];
  /** Of the candidates of each group at most `atMost` are chosen, 1 or more. A group of `atMost` 1 is a clique of conflicts. */
  readonly groups: readonly CandidateGroup[];
  /** Two that may not be chosen together. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Nothing of the left is chosen together with anything of the right. At most `sidesMax` of them. */
  readonly sides: readonly Sides[];
  /** Chosen in any case; they do not conflict with each other. */
  readonly required: readonly number[];
  readonly lineCapacityMinor: readonly number[];
  readonly discountCapMinor: number;
  /** The worth of a combination is the sum of its candidates' worths. */
  readonly isAdditive: boolean;
  /** Exact worth of an allowed combination, places in rising order. Called only when not additive. */
  readonly worthOf: (chosen: readonly number[]) => number;
  /** See `Solution.nodes`. */
  readonly nodesMax: number;
  /** Null where it is not known; asked only when not additive. */
  readonly interplays: Interplays | null;
};

/** How what the candidates give hangs on each other. */
export type Interplays = {
  /** Full prices, by place of the line. */
  readonly lineGrossMinor: readonly number[];
  /** By place of the candidate. */
  readonly of: (place: number) => Interplay;
};

export type CandidateGroup = { readonly members: readonly number[]; readonly atMost: number };
export type Sides = { readonly left: readonly number[]; readonly right: readonly number[] };

/** Each doubles the number of searches. */
export const sidesMax = 4;

/**
 * `worthMinor` is its worth alone, 0 or more. The maxima bound what it gives in any allowed combination: a discount,
 * spread over lines, and a rest that no cap is shared for. They are asked only when the problem is not additive.
 */
export type Candidate = {
  readonly worthMinor: number;
  readonly discountMaxMinor: number;
  readonly restWorthMaxMinor: number;
  /** By place of the line; null when it has no discount. */
  readonly lineSharesMax: () => readonly number[] | null;
};

/**
 * `chosen` rises. Of all allowed combinations of the highest worth it is the one whose first difference from any other
 * is a candidate that it contains, unless the search ended at `nodesMax`. Then no combination is worth more than
 * `worthMinor + gapMinor`; where that gap is 0 the worth is proven all the same.
 */
export type Solution = {
  readonly chosen: readonly number[];
  readonly worthMinor: number;
  readonly isProven: boolean;
  readonly gapMinor: number;
  /** Work done: points of the search, one among many candidates and each pricing counting for several. */
  readonly nodes: number;
};

/** Five to ten milliseconds, by what interacts. */
export const combinationNodesMax = 20_000;
