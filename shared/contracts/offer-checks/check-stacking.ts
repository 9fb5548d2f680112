/** Rules between offers that say a thing twice, or name themselves. */

import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { refused, warned } from './rule-set-problem.ts';
import type { RuleSetProblem } from './rule-set-problem.ts';
import { placedOffers } from './walk-conditions.ts';
import type { PlacedOffer } from './walk-conditions.ts';

export function checkStacking(ruleSet: RuleSet): readonly RuleSetProblem[] {
  const groupOf = new Map(ruleSet.offers.map(({ offerId, stacking }) => [offerId, stacking?.exclusiveGroup]));
  const sizes = new Map<string, number>();
  for (const group of groupOf.values()) {
    if (group !== undefined) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  return placedOffers(ruleSet).flatMap((placed) => [
    ...notWithProblems(placed, groupOf),
    ...aloneProblems(placed),
    ...lonelyGroup(placed, sizes),
  ]);
}

function notWithProblems({ offer, path }: PlacedOffer, groupOf: ReadonlyMap<string, string | undefined>) {
  const { exclusiveGroup: group, notWith = [] } = offer.stacking ?? {};
  return notWith.flatMap((name, index) => {
    const place = [...path, 'stacking', 'notWith', index];
    if (name === offer.offerId) return [refused(place, 'namesItself', { name })];
    const isShared = group !== undefined && groupOf.get(name) === group;
    return isShared ? [refused(place, 'overlapsOwnGroup', { name, group })] : [];
  });
}

function aloneProblems({ offer, path }: PlacedOffer) {
  const { mode, exclusiveGroup, notWith } = offer.stacking ?? {};
  if (mode !== 'alone') return [];
  const place = [...path, 'stacking'];
  return [
    ...(exclusiveGroup === undefined ? [] : [warned([...place, 'exclusiveGroup'], 'alreadyAlone')]),
    ...(notWith === undefined ? [] : [warned([...place, 'notWith'], 'alreadyAlone')]),
  ];
}

function lonelyGroup({ offer, path }: PlacedOffer, sizes: ReadonlyMap<string, number>) {
  const group = offer.stacking?.exclusiveGroup;
  if (group === undefined || sizes.get(group) !== 1) return [];
  return [warned([...path, 'stacking', 'exclusiveGroup'], 'lonelyGroup', { group })];
}
