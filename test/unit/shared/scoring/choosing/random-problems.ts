/** Small problems of every shape, for comparison with all their combinations tried one by one. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { Candidate, CandidateGroup, Problem, Sides } from '#shared/scoring/choosing/problem.ts';
import { isAllowed } from './brute-force.ts';

export const shapes = ['additive', 'lines', 'cap', 'arbitrary'] as const;
export type Shape = (typeof shapes)[number];

export type ProblemSize = { readonly candidatesMax: number; readonly worthMax: number };

type Terms = { readonly discount: number; readonly rest: number; readonly shares: readonly number[] | null };
type Caps = { readonly lines: readonly number[]; readonly discount: number };

/** The same problem for the same seed. A low `worthMax` makes many ties. */
export function randomProblem(seed: number, shape: Shape, size: ProblemSize): Problem {
  const rng = createSeededRng(seed);
  const count = rng.below(size.candidatesMax + 1);
  const caps = randomCaps(rng, shape, size.worthMax);
  const terms = Array.from({ length: count }, () => randomTerms(rng, caps.lines.length, size.worthMax)).sort(
    (one, other) => other.discount + other.rest - one.discount - one.rest,
  );
  const noise = shape === 'arbitrary' ? 1 + rng.below(size.worthMax) : 0;
  const conflicts = {
    groups: randomList(rng, 4, () => randomGroup(rng, count)).filter(({ members }) => members.length > 0),
    pairs: randomPairs(rng, count),
    sides: randomList(rng, 2, () => randomSides(rng, count)).slice(rng.below(3)),
  };
  return {
    ...conflicts,
    candidates: terms.map(candidateOf),
    required: randomRequired(rng, count, (chosen) => isAllowed({ ...conflicts, required: [] }, chosen)),
    lineCapacityMinor: caps.lines,
    discountCapMinor: caps.discount,
    isAdditive: shape === 'additive',
    worthOf: (chosen) => cappedWorth(terms, caps, chosen) - noiseOf(chosen, noise),
    nodesMax: 1_000_000,
    interplays: null,
  };
}

function candidateOf({ discount, rest, shares }: Terms): Candidate {
  return {
    worthMinor: discount + rest,
    discountMaxMinor: discount,
    restWorthMaxMinor: rest,
    lineSharesMax: () => shares,
  };
}

/** Where nothing is short, the caps are far away. */
function randomCaps(rng: Rng, shape: Shape, worthMax: number): Caps {
  const lineCount = 1 + rng.below(4);
  const far = worthMax * 1_000;
  const isShort = {
    lines: shape !== 'additive' && shape !== 'cap',
    cap: shape === 'cap' || shape === 'arbitrary',
  };
  return {
    lines: Array.from({ length: lineCount }, () => (isShort.lines ? rng.below(worthMax * 3) : far)),
    discount: isShort.cap ? rng.below(worthMax * 5) : far,
  };
}

/** A third gives no discount, and a third nothing else. */
function randomTerms(rng: Rng, lineCount: number, worthMax: number): Terms {
  const kind = rng.below(3);
  const rest = kind === 0 ? 0 : rng.below(worthMax + 1);
  if (kind === 1) return { discount: 0, rest, shares: null };
  const isEverywhere = rng.below(3) === 0;
  const touched = Array.from({ length: lineCount }, () => isEverywhere || rng.below(2) === 0);
  const shares = touched.map((isTouched) => (isTouched ? rng.below(worthMax + 1) : 0));
  return { discount: shares.reduce((sum, share) => sum + share, 0), rest, shares };
}

function randomList<Item>(rng: Rng, countMax: number, make: () => Item): readonly Item[] {
  return Array.from({ length: rng.below(countMax + 1) }, make);
}

function someOf(rng: Rng, count: number, oneIn: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => place).filter(() => rng.below(oneIn) === 0);
}

function randomGroup(rng: Rng, count: number): CandidateGroup {
  return { members: someOf(rng, count, 1 + rng.below(5)), atMost: 1 + rng.below(3) };
}

/** One in so many: from dense, where hardly anything stands together, to sparse, where many parts are independent. */
const pairDensities = [2, 4, 8, 16, 32, 100];

function randomPairs(rng: Rng, count: number): Problem['pairs'] {
  const oneIn = pairDensities[rng.below(pairDensities.length)] ?? 1;
  const pairs: (readonly [number, number])[] = [];
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1)
      if (rng.below(oneIn) === 0) pairs.push(rng.below(2) === 0 ? [one, other] : [other, one]);
  return pairs;
}

function randomSides(rng: Rng, count: number): Sides {
  const side = Array.from({ length: count }, () => rng.below(3));
  const of = (which: number): readonly number[] => [...side.keys()].filter((place) => side[place] === which);
  return { left: of(0), right: of(1) };
}

function randomRequired(
  rng: Rng,
  count: number,
  allows: (chosen: readonly number[]) => boolean,
): readonly number[] {
  if (rng.below(3) > 0) return [];
  const required: number[] = [];
  for (const place of someOf(rng, count, 4)) if (allows([...required, place])) required.push(place);
  return required;
}

function cappedWorth(terms: readonly Terms[], caps: Caps, chosen: readonly number[]): number {
  let rest = 0;
  const taken = caps.lines.map(() => 0);
  for (const place of chosen) {
    rest += terms[place]?.rest ?? 0;
    for (const [line, share] of (terms[place]?.shares ?? []).entries())
      taken[line] = (taken[line] ?? 0) + share;
  }
  const byLines = taken.reduce((sum, share, line) => sum + Math.min(share, caps.lines[line] ?? 0), 0);
  return rest + Math.min(caps.discount, byLines);
}

/** 0 to below `range`, without any pattern in the combination. */
function noiseOf(chosen: readonly number[], range: number): number {
  if (range === 0 || chosen.length === 0) return 0;
  return createSeededRng(chosen.reduce((sum, place) => (sum * 31 + place + 1) | 0, 7)).below(range);
}
