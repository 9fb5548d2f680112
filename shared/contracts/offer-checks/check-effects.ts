/** Effects that give nothing, more than their cap, or what an activity cannot give. */

import { multiplyInt } from '#shared/kernel/int-math.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Effect, StepsEffect } from '#shared/scoring/language/effect.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { refused, warned } from './rule-set-problem.ts';
import type { ProblemPath, RuleSetProblem } from './rule-set-problem.ts';
import { placedOffers } from './walk-conditions.ts';
import type { PlacedOffer } from './walk-conditions.ts';

export function checkEffects(ruleSet: RuleSet): readonly RuleSetProblem[] {
  return placedOffers(ruleSet).flatMap((placed) => {
    const { offer, path } = placed;
    return [
      ...offer.effects.flatMap((effect, index) => {
        const place = [...path, 'effects', index];
        return [
          ...ownProblems(effect, place),
          ...(offer.activity !== undefined && needsBasket(effect)
            ? [refused(place, 'activityCannotGive', { effect: effect.kind })]
            : []),
          ...aboveCaps(fixedParts(effect, ruleSet), capsOf(placed, ruleSet)).map((problem) => ({
            ...problem,
            path: [...place, ...problem.path],
          })),
        ];
      }),
      ...(offer.discountCapMinor === 0 ? [refused([...path, 'discountCapMinor'], 'givesNothing')] : []),
    ];
  });
}

function ownProblems(effect: Effect, path: ProblemPath): readonly RuleSetProblem[] {
  if (effect.kind === 'steps') return stepsProblems(effect, [...path, 'steps']);
  if (effect.kind === 'cheapestFree' && effect.freePieces > effect.everyPieces) {
    const { freePieces, everyPieces } = effect;
    return [refused([...path, 'freePieces'], 'freeAboveEvery', { freePieces, everyPieces })];
  }
  return 'capMinor' in effect && effect.capMinor === 0
    ? [refused([...path, 'capMinor'], 'givesNothing')]
    : [];
}

function stepsProblems({ steps }: StepsEffect, path: ProblemPath): readonly RuleSetProblem[] {
  return steps.flatMap(({ from, value }, index) => {
    const before = steps[index - 1];
    if (before === undefined) return [];
    if (from <= before.from) {
      return [refused([...path, index, 'from'], 'stepsNotRising', { from, before: before.from })];
    }
    return value < before.value
      ? [warned([...path, index, 'value'], 'stepsFall', { value, before: before.value })]
      : [];
  });
}

const withoutBasket: ReadonlySet<Effect['kind']> = new Set<Effect['kind']>([
  'bonusPoints',
  'walletCreditFixed',
  'gift',
  'coupon',
  'raffleTickets',
  'stamps',
  'tierProgress',
]);

/** An activity has no lines and no price: what reckons on them comes to nothing. */
function needsBasket(effect: Effect): boolean {
  if (effect.kind === 'raffleTickets') return effect.perMinor !== undefined;
  if (effect.kind === 'stamps') return effect.perPieceOf !== undefined;
  return !withoutBasket.has(effect.kind);
}

/** A value that stands in the file: what it gives at most, and whether that is a discount. */
type FixedPart = { readonly path: ProblemPath; readonly givenMinor: number; readonly isDiscount: boolean };

/** `capMinor` of a percentage counts as well: a cap above the offer's cap is never reached. */
function fixedParts(effect: Effect, { valuation }: RuleSet): readonly FixedPart[] {
  const part = (field: string, givenMinor: number, isDiscount: boolean): readonly FixedPart[] => [
    { path: [field], givenMinor, isDiscount },
  ];
  switch (effect.kind) {
    case 'discountFixed':
      return part('amountMinor', effect.amountMinor, true);
    case 'discountPercent':
      return effect.capMinor === undefined ? [] : part('capMinor', effect.capMinor, true);
    case 'walletCreditFixed':
      return part('amountMinor', effect.amountMinor, false);
    case 'bonusPoints':
      return part('points', multiplyInt(effect.points, valuation.pointMinor), false);
    case 'gift':
    case 'coupon':
    case 'freeDelivery':
      return part('worthMinor', effect.worthMinor, false);
    case 'steps':
      return stepParts(effect, valuation.pointMinor);
    case 'cheapestFree':
    case 'fixedPrice':
    case 'pointsPerAmount':
    case 'pointsMultiplier':
    case 'walletCreditPercent':
    case 'raffleTickets':
    case 'stamps':
    case 'tierProgress':
      return [];
    default:
      return unreachable(effect);
  }
}

function stepParts({ gives, steps }: StepsEffect, pointMinor: number): readonly FixedPart[] {
  if (gives === 'discountBasisPoints') return [];
  return steps.map(({ value }, index) => ({
    path: ['steps', index, 'value'],
    givenMinor: gives === 'points' ? multiplyInt(value, pointMinor) : value,
    isDiscount: gives === 'discountMinor',
  }));
}

type Cap = { readonly name: string; readonly capMinor: number; readonly forDiscounts: boolean };

function capsOf({ offer }: PlacedOffer, { settings = {} }: RuleSet): readonly Cap[] {
  const cap = (name: string, capMinor: number | undefined, forDiscounts: boolean): readonly Cap[] =>
    capMinor === undefined ? [] : [{ name, capMinor, forDiscounts }];
  return [
    ...cap('discountCapMinor', offer.discountCapMinor, true),
    ...cap('settings.discountCapMinor', settings.discountCapMinor, true),
    ...(offer.limits ?? []).flatMap(({ costMinor }, index) =>
      cap(`limits[${index}].costMinor`, costMinor, false),
    ),
  ];
}

/** The first cap that a part exceeds is enough to name. */
function aboveCaps(parts: readonly FixedPart[], caps: readonly Cap[]): readonly RuleSetProblem[] {
  return parts.flatMap(({ path, givenMinor, isDiscount }) => {
    const exceeded = caps.find(
      ({ capMinor, forDiscounts }) => givenMinor > capMinor && (isDiscount || !forDiscounts),
    );
    if (exceeded === undefined) return [];
    const { name: cap, capMinor: most } = exceeded;
    return [refused(path, 'exceedsCap', { given: givenMinor, cap, most })];
  });
}
