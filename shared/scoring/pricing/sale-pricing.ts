/** Prices of one sale: of each offer alone, and of any combination. */

import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { PricingRules } from '../compiled-rule-set.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import { alonePrices } from './alone-price.ts';
import { benefitOf } from './grants.ts';
import type { Grants } from './grants.ts';
import { isAdditive } from './is-additive.ts';
import type { CombinationPrice, SalePricing } from './price.ts';
import { priceLoneOffer, priceOffers } from './price-offers.ts';
import { createPricingRun } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';
import { saleBasis } from './sale-basis.ts';

/** For one sale only. Throws where a combination is worth more than a safe integer, which no valid rule set allows. */
export function salePricing(rules: PricingRules, facts: SaleFacts): SalePricing {
  const basis = saleBasis(rules, facts);
  const run = createPricingRun(basis);
  return {
    alone: (matched) => alonePrices(run, matched),
    worthOf: (applied) => worthOf(priceOffers(run, applied)),
    combined: (applied) => combinationPrice(run, applied),
    lineGrossMinor: facts.lines.map(({ grossMinor }) => grossMinor),
    lineCapacityMinor: basis.capacityMinor,
    discountCapMinor: basis.discountCapMinor,
    isAdditive: (matched) => isAdditive(basis, matched),
  };
}

/** What an offer alone is worth in one sale after another, none of more than `linesMax` lines. */
export function loneWorths(
  rules: PricingRules,
  linesMax: number,
): (compiled: CompiledOffer, facts: SaleFacts) => number {
  let run: PricingRun | null = null;
  return (compiled, facts) => {
    const basis = saleBasis(rules, facts);
    run ??= createPricingRun(basis, linesMax);
    run.basis = basis;
    return priceLoneOffer(run, compiled).worthMinor;
  };
}

function combinationPrice(run: PricingRun, applied: readonly CompiledOffer[]): CombinationPrice {
  const combination = priceOffers(run, applied);
  const byOffer = new Map(combination.map((grants) => [grants.compiled, grants]));
  const lineDiscountMinor = Array.from(run.takenMinor);
  invariant(
    addInt(...combination.map(({ discountMinor }) => discountMinor)) === addInt(...lineDiscountMinor),
    'the discounts of the offers and of the lines are the same sum',
  );
  return {
    worthMinor: worthOf(combination),
    benefits: applied.map((compiled) => {
      const grants = byOffer.get(compiled);
      invariant(grants !== undefined, 'an offer that is priced has a price');
      return benefitOf(grants);
    }),
    lineDiscountMinor,
  };
}

function worthOf(combination: readonly Grants[]): number {
  let worthMinor = 0;
  for (const grants of combination) worthMinor = addInt(worthMinor, grants.worthMinor);
  return worthMinor;
}
