/** From the prices of offers to the problem of the best combination. */

import type { AlonePrice, SalePricing } from '../pricing/price.ts';
import type { CandidateGroup, Problem, Sides } from './problem.ts';

/** The search gives up after so many nodes, and says how far off its answer can be. */
export const combinationNodesMax = 50_000;

export type ProblemParts = {
  /** In order of rank. */
  readonly ranked: readonly AlonePrice[];
  readonly pricing: SalePricing;
  readonly offersPerSaleMax: number | null;
  /** Chosen in any case. */
  readonly required: ReadonlySet<AlonePrice>;
  readonly isAdditive: boolean;
};

export function poseProblem({
  ranked,
  pricing,
  offersPerSaleMax,
  required,
  isAdditive,
}: ProblemParts): Problem {
  return {
    candidates: ranked,
    groups: groupsOf(ranked, offersPerSaleMax),
    pairs: pairsOf(ranked),
    sides: sidesOf(ranked),
    required: placesWhere(ranked, (price) => required.has(price)),
    lineCapacityMinor: pricing.lineCapacityMinor,
    discountCapMinor: pricing.discountCapMinor,
    isAdditive,
    worthOf: (chosen) => pricing.worthOf(chosen.flatMap((place) => ranked[place]?.compiled ?? [])),
    nodesMax: combinationNodesMax,
  };
}

function groupsOf(ranked: readonly AlonePrice[], offersPerSaleMax: number | null): readonly CandidateGroup[] {
  const members = new Map<string, number[]>();
  const join = (group: string, place: number): void => {
    const joined = members.get(group);
    if (joined === undefined) members.set(group, [place]);
    else joined.push(place);
  };
  for (const [place, { compiled, discountedLines }] of ranked.entries()) {
    const { mode, exclusiveGroup } = compiled.stacking;
    if (mode === 'single' || mode === 'alone') join(mode, place);
    if (mode === 'perLine') for (const line of discountedLines()) join(`line ${line}`, place);
    if (exclusiveGroup !== undefined) join(`group ${exclusiveGroup}`, place);
  }
  const groups: CandidateGroup[] = [];
  for (const joined of members.values()) if (joined.length > 1) groups.push({ members: joined, atMost: 1 });
  if (offersPerSaleMax !== null && ranked.length > offersPerSaleMax)
    groups.push({ members: placesWhere(ranked, () => true), atMost: offersPerSaleMax });
  return groups;
}

function pairsOf(ranked: readonly AlonePrice[]): Problem['pairs'] {
  const naming = ranked.filter(({ compiled }) => (compiled.stacking.notWith?.length ?? 0) > 0);
  if (naming.length === 0) return [];
  const places = new Map(ranked.map(({ compiled }, place) => [compiled.offer.offerId, place]));
  const pairs = new Map<string, readonly [number, number]>();
  for (const { compiled } of naming) {
    const place = places.get(compiled.offer.offerId);
    for (const offerId of compiled.stacking.notWith ?? []) {
      const other = places.get(offerId);
      if (place === undefined || other === undefined || other === place) continue;
      const pair = [Math.min(place, other), Math.max(place, other)] as const;
      pairs.set(pair.join(), pair);
    }
  }
  return [...pairs.values()];
}

function sidesOf(ranked: readonly AlonePrice[]): readonly Sides[] {
  const withMode = (...modes: readonly string[]) =>
    placesWhere(ranked, ({ compiled }) => modes.includes(compiled.stacking.mode));
  const alone = withMode('alone');
  const single = withMode('single');
  return [
    { left: alone, right: alone.length === 0 ? [] : withMode('single', 'perLine', 'stackable') },
    { left: single, right: single.length === 0 ? [] : withMode('perLine') },
  ].filter(({ left, right }) => left.length > 0 && right.length > 0);
}

function placesWhere(
  ranked: readonly AlonePrice[],
  isSuch: (price: AlonePrice) => boolean,
): readonly number[] {
  const places: number[] = [];
  for (const [place, price] of ranked.entries()) if (isSuch(price)) places.push(place);
  return places;
}
