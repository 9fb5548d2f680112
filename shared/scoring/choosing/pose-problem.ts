/** Offers and their rules of stacking as a problem of numbered candidates. */

import { invariant } from '#shared/kernel/invariant.ts';
import type { OfferId } from '../language/offer.ts';
import type { AlonePrice, SalePricing } from '../pricing/price.ts';
import { combinationNodesMax } from './problem.ts';
import type { CandidateGroup, Interplays, Problem, Sides } from './problem.ts';

export type PosedSale = {
  /** In order of rank: a candidate's number is its place here. */
  readonly ranked: readonly AlonePrice[];
  readonly pricing: SalePricing;
  readonly isAdditive: boolean;
  /** Null for any number. */
  readonly offersPerSaleMax: number | null;
};

/** `required` are places in `ranked` of offers that may stand together. */
export function poseProblem(sale: PosedSale, required: readonly number[]): Problem {
  const { ranked, pricing, isAdditive } = sale;
  return {
    candidates: ranked,
    groups: groupsOf(sale),
    pairs: pairsOf(ranked),
    sides: sidesOf(ranked),
    required,
    lineCapacityMinor: pricing.lineCapacityMinor,
    discountCapMinor: pricing.discountCapMinor,
    isAdditive,
    worthOf: (chosen) => pricing.worthOf(chosen.flatMap((place) => ranked[place]?.compiled ?? [])),
    nodesMax: combinationNodesMax,
    interplays: { lineGrossMinor: pricing.lineGrossMinor, of: interplayOf(ranked) },
  };
}

function interplayOf(ranked: readonly AlonePrice[]): Interplays['of'] {
  return (place) => {
    const price = ranked[place];
    invariant(price !== undefined, 'a place is one of a candidate');
    return price.interplay();
  };
}

/** Of each of these one at most; and of all together no more than the owner allows. */
function groupsOf({ ranked, offersPerSaleMax }: PosedSale): readonly CandidateGroup[] {
  const members = new Map<string, number[]>();
  const add = (group: string, place: number): void => {
    const known = members.get(group);
    if (known === undefined) members.set(group, [place]);
    else known.push(place);
  };
  for (const [place, { compiled, discountedLines }] of ranked.entries()) {
    const { mode, exclusiveGroup } = compiled.stacking;
    if (mode === 'single' || mode === 'alone') add(mode, place);
    if (mode === 'perLine') for (const line of discountedLines()) add(`line/${line}`, place);
    if (exclusiveGroup !== undefined) add(`group/${exclusiveGroup}`, place);
  }
  const groups: CandidateGroup[] = [];
  for (const places of members.values()) if (places.length > 1) groups.push({ members: places, atMost: 1 });
  if (offersPerSaleMax !== null && ranked.length > offersPerSaleMax)
    groups.push({ members: [...ranked.keys()], atMost: offersPerSaleMax });
  return groups;
}

function pairsOf(ranked: readonly AlonePrice[]): Problem['pairs'] {
  if (!ranked.some(({ compiled }) => compiled.stacking.notWith !== undefined)) return [];
  const placeById = new Map<OfferId, number>();
  for (const [place, { compiled }] of ranked.entries()) placeById.set(compiled.offer.offerId, place);
  return ranked.flatMap(({ compiled }, place) =>
    (compiled.stacking.notWith ?? []).flatMap((offerId) => {
      const other = placeById.get(offerId);
      return other === undefined || other === place ? [] : [[place, other] as const];
    }),
  );
}

function sidesOf(ranked: readonly AlonePrice[]): readonly Sides[] {
  const placesOf = (isMeant: (mode: string) => boolean): readonly number[] =>
    [...ranked.keys()].filter((place) => isMeant(ranked[place]?.compiled.stacking.mode ?? ''));
  const sides: readonly Sides[] = [
    { left: placesOf((mode) => mode === 'alone'), right: placesOf((mode) => mode !== 'alone') },
    { left: placesOf((mode) => mode === 'single'), right: placesOf((mode) => mode === 'perLine') },
  ];
  return sides.filter(({ left, right }) => left.length > 0 && right.length > 0);
}
