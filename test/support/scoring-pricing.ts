/** The prices of one sale, ready to be asked. */

import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { PricingRules } from '#shared/scoring/compiled-rule-set.ts';
import { saleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { SaleFacts } from '#shared/scoring/facts/sale-facts.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import type { CompiledOffer } from '#shared/scoring/matching/compiled-offer.ts';
import type { CombinationPrice, SalePricing } from '#shared/scoring/pricing/price.ts';
import { salePricing } from '#shared/scoring/pricing/sale-pricing.ts';
import { inputOf, ruleSetOf } from './scoring.ts';
import type { RuleSetSketch, SaleSketch } from './scoring.ts';

export type PricedSale = {
  readonly rules: PricingRules;
  readonly facts: SaleFacts;
  readonly pricing: SalePricing;
  /** In the order of the rule set; whether they match does not matter here. */
  readonly offers: readonly CompiledOffer[];
};

export function pricedSaleOf(ruleSet: RuleSet, input: ScoreInput): PricedSale {
  const compiled = compileRuleSet(ruleSet, 'hash of the test');
  const facts = saleFacts(input, compiled);
  const rules = compiled.pricing;
  return { rules, facts, pricing: salePricing(rules, facts), offers: [...compiled.byId.values()] };
}

/** All offers of the rule set applied together. */
export function combinedOf(ruleSet: RuleSetSketch, sale: SaleSketch): CombinationPrice {
  const { pricing, offers } = pricedSaleOf(ruleSetOf(ruleSet), inputOf(sale));
  return pricing.combined(offers);
}
