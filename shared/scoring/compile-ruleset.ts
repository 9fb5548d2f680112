/** Makes a rule set ready for scoring, once per version: closures for conditions and effects, and an index over offers. */

import type { CalendarName } from '../domain/calendar.ts';
import type { Currency } from '../domain/money.ts';
import type { ProductGroupId } from '../domain/product.ts';
import { compileCondition } from './compile-condition.ts';
import { compileEffect } from './compile-effect.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import { indexOffers } from './offer-index.ts';
import type { OfferIndex } from './offer-index.ts';
import type { Offer, RuleSet, Valuation } from './rule-set.ts';

export type CompiledRuleSet = {
  readonly ruleSetId: string;
  readonly ruleSetHash: string;
  readonly currency: Currency;
  readonly calendar: CalendarName;
  readonly offers: OfferIndex;
};

/** `ruleSet` passed its schema; `ruleSetHash` is the hash of `canonicalRuleSet(ruleSet)`. */
export function compileRuleSet(ruleSet: RuleSet, ruleSetHash: string): CompiledRuleSet {
  const { ruleSetId, currency, calendar, valuation } = ruleSet;
  const offers = ruleSet.offers.map((offer) => compileOffer(offer, valuation));
  return { ruleSetId, ruleSetHash, currency, calendar, offers: indexOffers(offers) };
}

function compileOffer(offer: Offer, valuation: Valuation): CompiledOffer {
  const groupIds = groupIdsOf(offer);
  const tests = offer.conditions.map(compileCondition);
  if (isGrantedToMembersOnly(offer)) tests.push((facts) => facts.member !== null);
  return {
    offer,
    requiredMinor: requiredMinorOf(offer),
    groupIds,
    holds: (facts) => tests.every((test) => test(facts)),
    effect: compileEffect(offer.effect, { groupIds, valuation }),
  };
}

function requiredMinorOf(offer: Offer): number {
  let required = 0;
  for (const condition of offer.conditions) {
    if (condition.kind !== 'basketAmount') continue;
    // Amounts are whole minor units: more than the bound is the bound and one more.
    required = Math.max(required, condition.amountMinor + (condition.bound === 'above' ? 1 : 0));
  }
  return required;
}

function groupIdsOf(offer: Offer): ReadonlySet<ProductGroupId> | null {
  const named = offer.conditions.filter((condition) => condition.kind === 'productGroup');
  return named.length === 0 ? null : new Set(named.flatMap((condition) => condition.anyOf));
}

/** Credit and points belong to somebody; a discount can be given to anybody. */
function isGrantedToMembersOnly(offer: Offer): boolean {
  return offer.effect.kind !== 'discountPercent' && offer.effect.kind !== 'discountFixed';
}
