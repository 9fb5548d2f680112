/** Limits that limit nothing, or that a basket cannot have. */

import type { Limit } from '#shared/scoring/language/limit.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { refused } from './rule-set-problem.ts';
import type { ProblemPath, RuleSetProblem } from './rule-set-problem.ts';
import { placedOffers } from './walk-conditions.ts';

export function checkLimits(ruleSet: RuleSet): readonly RuleSetProblem[] {
  return placedOffers(ruleSet).flatMap(({ offer, path }) =>
    (offer.limits ?? []).flatMap((limit, index) => limitProblems(limit, [...path, 'limits', index])),
  );
}

function limitProblems({ scope, period, costMinor, uses }: Limit, path: ProblemPath) {
  const isBasket = scope === 'basket';
  return [
    ...(costMinor === undefined && uses === undefined ? [refused(path, 'limitEmpty')] : []),
    ...(isBasket && period !== undefined ? [refused([...path, 'period'], 'basketLimitPeriod')] : []),
    ...(isBasket && uses !== undefined ? [refused([...path, 'uses'], 'basketLimitUses')] : []),
  ];
}
