/** Problems as a chain's offers pose them: percentages of lines, credit and points, rules of stacking, caps. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { combinationNodesMax } from '#shared/scoring/choosing/problem.ts';
import type { CandidateGroup, Problem } from '#shared/scoring/choosing/problem.ts';

/** `plain`: worths add up. `floors`: lines have a lowest price. `cap`: all discounts share one, and lines a floor. */
export const problemKinds = ['plain', 'floors', 'cap'] as const;
export type ProblemKind = (typeof problemKinds)[number];

type SketchedOffer = {
  readonly mode: 'single' | 'perLine' | 'stackable';
  readonly group: number | null;
  readonly restMinor: number;
  /** By line; null without a discount. */
  readonly shares: readonly number[] | null;
  readonly worthMinor: number;
};

type Sale = {
  readonly grossMinor: readonly number[];
  readonly capacityMinor: readonly number[];
  readonly capMinor: number;
};

const groupCount = 6;

/** The same for the same seed. */
export function saleProblem(seed: number, count: number, kind: ProblemKind): Problem {
  const rng = createSeededRng(seed);
  const sale = sketchSale(rng, kind);
  const offers = Array.from({ length: count }, () => sketchOffer(rng, sale)).sort(
    (one, other) => other.worthMinor - one.worthMinor,
  );
  const placesOf = (isMeant: (offer: SketchedOffer) => boolean): readonly number[] =>
    [...offers.keys()].filter((place) => offers.slice(place, place + 1).some(isMeant));
  const singles = placesOf(({ mode }) => mode === 'single');
  const perLine = placesOf(({ mode }) => mode === 'perLine');
  const touching = (line: number): readonly number[] =>
    placesOf(({ mode, shares }) => mode === 'perLine' && (shares?.[line] ?? 0) > 0);
  const cliques = [
    singles,
    ...Array.from({ length: groupCount }, (_, group) => placesOf((offer) => offer.group === group)),
    ...sale.grossMinor.map((_, line) => touching(line)),
  ];
  const groups: CandidateGroup[] = cliques
    .filter((members) => members.length > 1)
    .map((members) => ({ members, atMost: 1 }));
  if (rng.below(4) === 0) groups.push({ members: [...offers.keys()], atMost: 4 + rng.below(8) });
  return {
    candidates: offers.map(({ worthMinor, restMinor, shares }) => ({
      worthMinor,
      discountMaxMinor: worthMinor - restMinor,
      restWorthMaxMinor: restMinor,
      lineSharesMax: () => shares,
    })),
    groups,
    pairs: namedPairs(rng, count),
    sides: singles.length > 0 && perLine.length > 0 ? [{ left: singles, right: perLine }] : [],
    required: [],
    lineCapacityMinor: sale.capacityMinor,
    discountCapMinor: sale.capMinor,
    isAdditive: kind === 'plain',
    worthOf: (chosen) => (kind === 'plain' ? sumWorth(offers, chosen) : cappedWorth(offers, sale, chosen)),
    nodesMax: combinationNodesMax,
    interplays: null,
  };
}

/** Ten to forty lines. */
function sketchSale(rng: Rng, kind: ProblemKind): Sale {
  const grossMinor = Array.from({ length: 10 + rng.below(31) }, () => 50_000 + rng.below(2_000_000));
  const floorBasisPoints = kind === 'plain' ? 0 : 3_000 + rng.below(5_000);
  const capBasisPoints = kind === 'cap' ? 800 + rng.below(2_500) : 10_000;
  const total = grossMinor.reduce((sum, gross) => sum + gross, 0);
  return {
    grossMinor,
    capacityMinor: grossMinor.map((gross) => gross - Math.ceil((gross * floorBasisPoints) / 10_000)),
    capMinor: Math.floor((total * capBasisPoints) / 10_000),
  };
}

function sketchOffer(rng: Rng, { grossMinor, capacityMinor }: Sale): SketchedOffer {
  const modeAt = rng.below(100);
  const mode = modeAt < 45 ? 'single' : modeAt < 75 ? 'perLine' : 'stackable';
  const group = rng.below(5) === 0 ? rng.below(groupCount) : null;
  const kind = rng.below(10);
  const isWholeBasket = rng.below(6) === 0;
  const linesWanted = 1 + rng.below(4);
  const basisPoints = 300 + rng.below(3_200);
  const shares = grossMinor.map((gross, line) => {
    const isMeant = isWholeBasket || rng.below(grossMinor.length) < linesWanted;
    return isMeant ? Math.min(Math.floor((gross * basisPoints) / 10_000), capacityMinor[line] ?? 0) : 0;
  });
  const hasDiscount = kind < 6 && shares.some((share) => share > 0);
  const restMinor = kind >= 5 || !hasDiscount ? 1_000 * rng.below(300) : 0;
  const discountMinor = hasDiscount ? shares.reduce((sum, share) => sum + share, 0) : 0;
  return {
    mode,
    group,
    restMinor,
    shares: hasDiscount ? shares : null,
    worthMinor: restMinor + discountMinor,
  };
}

/** Offers that name each other as not to be combined: one in ten. */
function namedPairs(rng: Rng, count: number): Problem['pairs'] {
  return Array.from(
    { length: Math.floor(count / 10) },
    () => [rng.below(count), rng.below(count)] as const,
  ).filter(([one, other]) => one !== other);
}

function sumWorth(offers: readonly SketchedOffer[], chosen: readonly number[]): number {
  return chosen.reduce((sum, place) => sum + (offers[place]?.worthMinor ?? 0), 0);
}

function cappedWorth(offers: readonly SketchedOffer[], sale: Sale, chosen: readonly number[]): number {
  const taken = sale.capacityMinor.map(() => 0);
  let worthMinor = 0;
  for (const place of chosen) {
    worthMinor += offers[place]?.restMinor ?? 0;
    for (const [line, share] of (offers[place]?.shares ?? []).entries())
      taken[line] = (taken[line] ?? 0) + share;
  }
  let discountMinor = 0;
  for (const [line, capacity] of sale.capacityMinor.entries())
    discountMinor += Math.min(taken[line] ?? 0, capacity);
  return worthMinor + Math.min(discountMinor, sale.capMinor);
}
