/** Offers that no sale can ever meet, because their conditions leave nothing in common. */

import type { LeafCondition } from '#shared/scoring/language/condition.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { datesProblems } from './check-dates.ts';
import type { ChainNames } from './check-names.ts';
import { demandsOf, firstConflict } from './conjunction.ts';
import type { Claim, Conflict } from './conjunction.ts';
import type { FactSource } from './facts-of-leaf.ts';
import { pathText, refused, warned } from './rule-set-problem.ts';
import type { ProblemPath, RuleSetProblem } from './rule-set-problem.ts';
import { scheduleConflict } from './schedule-conflict.ts';
import { placedLeaves, placedOffers } from './walk-conditions.ts';
import type { PlacedOffer } from './walk-conditions.ts';

export function checkConditions(ruleSet: RuleSet, chain: ChainNames): readonly RuleSetProblem[] {
  const source: FactSource = { ruleSet, chain, read: new Map() };
  return placedOffers(ruleSet).flatMap((placed) => {
    const reversed = placedLeaves(placed.offer.conditions, [...placed.path, 'conditions']).flatMap(
      ({ leaf, path }) => (leaf.kind === 'dates' ? datesProblems(leaf, path) : reversedRange(leaf, path)),
    );
    const noBasket = placed.offer.activity === undefined ? [] : basketOfActivity(placed);
    // A condition that is wrong by itself would only be blamed a second time.
    const own = [...reversed, ...noBasket];
    return own.length > 0 ? own : contradictions(placed, source);
  });
}

function reversedRange(leaf: LeafCondition, path: ProblemPath): readonly RuleSetProblem[] {
  if (!('atMost' in leaf) || leaf.atMost === undefined || leaf.atLeast <= leaf.atMost) return [];
  const { atLeast, atMost } = leaf;
  return [refused([...path, 'atMost'], 'rangeReversed', { atLeast, atMost })];
}

/** What must hold of a basket never holds of an activity; what must not, or may, is no harm. */
function basketOfActivity({ offer, path }: PlacedOffer): readonly RuleSetProblem[] {
  const { claims } = demandsOf(offer.conditions, { path: [...path, 'conditions'], isOpposite: false });
  return claims
    .filter(({ leaf, isOpposite }) => !isOpposite && asksForBasket(leaf))
    .map((claim) => refused(claim.path, 'activityHasNoBasket', { condition: claim.leaf.kind }));
}

function asksForBasket({ kind }: LeafCondition): boolean {
  return kind === 'amount' || kind === 'quantity' || kind === 'contains' || kind === 'paymentMeans';
}

function contradictions({ offer, path }: PlacedOffer, source: FactSource): readonly RuleSetProblem[] {
  const { claims, choices } = demandsOf(offer.conditions, {
    path: [...path, 'conditions'],
    isOpposite: false,
  });
  const isForMembers = offer.effects.some(givesToMember);
  const needed: readonly Claim[] = isForMembers
    ? [{ path: [...path, 'effects'], leaf: { kind: 'member' }, isOpposite: false }, ...claims]
    : claims;
  const conflict = conflictOf(needed, source);
  if (conflict !== undefined) return [conflictProblem(conflict)];
  return choices.flatMap((choice) => {
    const conflicts = choice.branches.map((branch) => conflictOf([...needed, ...branch], source));
    const found = conflicts.filter((one) => one !== undefined);
    if (found.length === choice.branches.length) return [refused(choice.path, 'neverHolds')];
    return found.map((one) => warned(one.path, 'branchNeverHolds', otherOf(one)));
  });
}

function conflictOf(claims: readonly Claim[], source: FactSource): Conflict | undefined {
  return firstConflict(claims, source) ?? scheduleConflict(claims, source.ruleSet);
}

function conflictProblem(conflict: Conflict): RuleSetProblem {
  if (conflict.isSame) return refused(conflict.path, 'excludesItself', otherOf(conflict));
  return conflict.with === undefined
    ? refused(conflict.path, 'neverHolds')
    : refused(conflict.path, 'contradicts', otherOf(conflict));
}

function otherOf(conflict: Conflict): RuleSetProblem['values'] {
  return { other: pathText(conflict.with ?? conflict.path) };
}

const forAnybody: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  'discountPercent',
  'discountFixed',
  'cheapestFree',
  'fixedPrice',
  'gift',
  'freeDelivery',
]);

/** Points, credit and things that are kept for a member; a discount, a gift or a delivery may go to anybody. */
function givesToMember(effect: Effect): boolean {
  if (effect.kind === 'steps') return effect.gives === 'points' || effect.gives === 'walletCreditMinor';
  return !forAnybody.has(effect.kind);
}
