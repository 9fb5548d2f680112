/** What a grant is worth to the customer at the owner's rates. */

import { basisPointsOf, multiplyInt } from '#shared/kernel/int-math.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import type { OwnTerms } from './compiled-effects.ts';

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
      ? multiplyInt(amount, pointMinor)
      : basisPointsOf(amount, walletCreditBasisPoints, 'floor');
  return releaseAfterDays === 0 ? worthMinor : basisPointsOf(worthMinor, pendingBasisPoints, 'floor');
}

/** Of all of them; what may never be used counts at the rate for that. */
export function itemsWorth(statedMinor: number, isConditional: boolean, { valuation }: PricingRules): number {
  return isConditional ? basisPointsOf(statedMinor, valuation.conditionalBasisPoints, 'floor') : statedMinor;
}
