/** Valuation and settings of a rule set with nothing left out. */

import { minor } from '#shared/domain/money.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import type { RuleSet } from '../language/rule-set.ts';

/** Held back points and credit count in full. */
const pendingBasisPoints = 10_000;
/** Every second coupon or ticket is thought to be used. */
const conditionalBasisPoints = 5_000;
/** An offer is near while it lacks at most half the basket. */
const nearMissBasisPoints = 5_000;

export function resolvePricingRules({ valuation, settings = {}, stampCards = [] }: RuleSet): PricingRules {
  return {
    valuation: { pendingBasisPoints, conditionalBasisPoints, ...valuation },
    settings: {
      earnOn: 'full',
      tax: 'included',
      offersPerSaleMax: null,
      discountCapBasisPoints: null,
      discountCapMinor: null,
      lineFloorBasisPoints: 0,
      grantStepMinor: minor(1),
      nearMissBasisPoints,
      ...settings,
    },
    stampCards: new Map(stampCards.map((card) => [card.stampCardId, card])),
  };
}
