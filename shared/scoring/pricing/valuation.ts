/** What a grant is worth to the customer at the owner's rates. */

import { basisPointsOf, multiplyInt } from '#shared/kernel/int-math.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import { pointMinorMax } from '../language/rule-set.ts';
import type { OwnTerms } from './compiled-effects.ts';

/**
 * What is wanted beyond this counts as this much: worth at the highest rate of the rule set's schema it is still a
 * safe integer, and more than one sale gives.
 */
const pointsCountedMax = Math.floor(Number.MAX_SAFE_INTEGER / pointMinorMax);
const creditCountedMinorMax = Math.floor(Number.MAX_SAFE_INTEGER / 10);

type TimedUnit = OwnTerms & { readonly unit: 'points' | 'walletCredit' };

/** Rounded down; what is held back counts at the rate for that. */
export function timedWorth(
  amount: number,
  { unit, releaseAfterDays }: TimedUnit,
  rules: PricingRules,
): number {
  const { pointMinor, walletCreditBasisPoints, pendingBasisPoints } = rules.valuation;
  const worthMinor =
    unit === 'points'
      ? multiplyInt(Math.min(amount, pointsCountedMax), pointMinor)
      : basisPointsOf(Math.min(amount, creditCountedMinorMax), walletCreditBasisPoints, 'floor');
  return releaseAfterDays === 0 ? worthMinor : basisPointsOf(worthMinor, pendingBasisPoints, 'floor');
}

/** Of all of them; what may never be used counts at the rate for that. */
export function itemsWorth(statedMinor: number, isConditional: boolean, { valuation }: PricingRules): number {
  return isConditional ? basisPointsOf(statedMinor, valuation.conditionalBasisPoints, 'floor') : statedMinor;
}
