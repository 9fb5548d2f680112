/** Short forms for the tests of matching. */

import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import { matchOffers } from '#shared/scoring/matching/match-offers.ts';
import { inputOf, ruleSetOf } from '#test/support/scoring.ts';
import type { OfferSketch, RuleSetSketch, SaleSketch } from '#test/support/scoring.ts';
import { textsOf } from './plain-match.ts';
import type { MatchTexts } from './plain-match.ts';

export const discount = { kind: 'discountPercent', basisPoints: 1_000 };

/** An offer of these conditions that anybody may have. */
export function offerOf(offerId: string, ...conditions: readonly unknown[]): OfferSketch {
  return { offerId, conditions, effects: [discount] };
}

export function matchesOf(ruleSet: RuleSetSketch, sale: SaleSketch): MatchTexts {
  const compiled = compileRuleSet(ruleSetOf(ruleSet), 'hash');
  return textsOf(matchOffers(compiled, saleFacts(inputOf(sale), compiled)));
}

/** Of a single offer with this condition. */
export function holdsFor(condition: unknown, sale: SaleSketch, rest: Partial<RuleSetSketch> = {}): boolean {
  const lines = sale.activity === undefined ? (sale.lines ?? [[50_000, 'tea']]) : [];
  return matchesOf({ ...rest, offers: [offerOf('one', condition)] }, { ...sale, lines }).matched.length === 1;
}
