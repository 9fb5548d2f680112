/** Every leaf condition of an offer with its place. */

import type { Condition, LeafCondition } from '#shared/scoring/language/condition.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { ProblemPath } from './rule-set-problem.ts';

export type PlacedLeaf = { readonly path: ProblemPath; readonly leaf: LeafCondition };

export function placedLeaves(conditions: readonly Condition[], path: ProblemPath): readonly PlacedLeaf[] {
  return conditions.flatMap((condition, index) => {
    const place = [...path, index];
    return isLeaf(condition)
      ? [{ path: place, leaf: condition }]
      : placedLeaves(condition.of, [...place, 'of']);
  });
}

export function isLeaf(condition: Condition): condition is LeafCondition {
  return condition.kind !== 'all' && condition.kind !== 'any' && condition.kind !== 'none';
}

export type PlacedOffer = { readonly path: ProblemPath; readonly offer: Offer };

export function placedOffers({ offers }: RuleSet): readonly PlacedOffer[] {
  return offers.map((offer, index) => ({ path: ['offers', index], offer }));
}
