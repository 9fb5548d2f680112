/** The search for the best combination, without a word of offers: numbered candidates in order of rank. */

/** Candidates are numbered by rank: the most valuable first, see `rankedOffers`. */
export type Problem = {
  readonly candidates: readonly Candidate[];
  /** Of the candidates of each group at most `atMost` are chosen. A group of `atMost` 1 is a clique of conflicts. */
  readonly groups: readonly { readonly members: readonly number[]; readonly atMost: number }[];
  /** Two that may not be chosen together. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Chosen in any case; they do not conflict with each other. */
  readonly required: readonly number[];
  readonly lineCapacityMinor: readonly number[];
  readonly discountCapMinor: number;
  /** The worth of a combination is the sum of its candidates' worths. */
  readonly isAdditive: boolean;
  /** Exact worth of an allowed combination, places in rising order. Called only when not additive. */
  readonly worthOf: (chosen: readonly number[]) => number;
  readonly nodesMax: number;
};

/** What one candidate can add at most: a discount, spread over lines, and a rest that no cap is shared for. */
export type Candidate = {
  readonly worthMinor: number;
  readonly discountMinor: number;
  readonly restWorthMaxMinor: number;
  readonly lineShares: () => readonly number[] | null;
};

/**
 * `chosen` rises. Of all allowed combinations of the highest worth it is the one whose first difference from any other
 * is a candidate that it contains. When the search ended at `nodesMax`, `isProven` is false and no combination is
 * worth more than `worthMinor + gapMinor`.
 */
export type Solution = {
  readonly chosen: readonly number[];
  readonly worthMinor: number;
  readonly isProven: boolean;
  readonly gapMinor: number;
  readonly nodes: number;
};
