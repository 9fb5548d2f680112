/** Makes a rule set ready for scoring, once for each version: closures for conditions, and an index over offers. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';
import { startAsking } from './facts/fact-questions.ts';
import type { Offer, OfferId } from './language/offer.ts';
import type { RuleSet } from './language/rule-set.ts';
import { createConditionCompiler } from './matching/compile-condition.ts';
import { compileOffer } from './matching/compile-offer.ts';
import type { CompiledOffer } from './matching/compiled-offer.ts';
import { startIndexing } from './matching/index-offers.ts';
import { offerKeys } from './matching/offer-keys.ts';
import type { OfferKeys } from './matching/offer-keys.ts';
import type { OfferIndex } from './matching/offer-index.ts';
import { createRuleNames } from './matching/rule-names.ts';
import { createSelectorSharing } from './matching/share-selectors.ts';
import { resolvePricingRules } from './pricing/pricing-rules.ts';

/**
 * For one store, and from a day on: offers that cannot apply there or any more are left out of the index. They can
 * still be looked up and explained.
 */
export type CompiledFor = { readonly storeId?: StoreId; readonly fromDate?: IsoDate };

export type Compiling = {
  /** Works on about so many offers, at least 1; null until all is done. */
  readonly step: (offersMax: number) => CompiledRuleSet | null;
};

/** `ruleSet` passed its schema; `ruleSetHash` is the hash of `canonicalRuleSet(ruleSet)`. */
export function compileRuleSet(ruleSet: RuleSet, ruleSetHash: string, at: CompiledFor = {}): CompiledRuleSet {
  const compiled = startCompiling(ruleSet, ruleSetHash, at).step(Number.MAX_SAFE_INTEGER);
  invariant(compiled !== null, 'a rule set is compiled in one step without a bound');
  return compiled;
}

/** In slices, so that a till that sells is not held up by a new rule set. */
export function startCompiling(ruleSet: RuleSet, ruleSetHash: string, at: CompiledFor = {}): Compiling {
  const names = createRuleNames(ruleSet);
  const sharing = createSelectorSharing();
  const compileCondition = createConditionCompiler(names);
  const questions = startAsking(ruleSet);
  const indexing = startIndexing();
  const byId = new Map<OfferId, CompiledOffer>();
  const activities: CompiledOffer[] = [];
  let place = 0;

  const compileOne = (offer: Offer): void => {
    const compiled = compileOffer(sharing.sharedOffer(offer), compileCondition);
    byId.set(offer.offerId, compiled);
    questions.ask(offer);
    const keys = offerKeys(compiled, names);
    if (!canApply(keys, at)) return;
    if (compiled.isForSale) indexing.add(compiled, at.storeId === undefined ? keys : forAnyStore(keys));
    else activities.push(compiled);
  };
  const finished = (sales: OfferIndex): CompiledRuleSet => {
    const { ruleSetId, currency, calendar, hijriMonthStarts = [] } = ruleSet;
    return {
      ruleSetId,
      ruleSetHash,
      currency,
      calendar,
      hijriMonthStarts,
      pricing: resolvePricingRules(ruleSet),
      questions: questions.all(),
      lineTests: sharing.lineTests,
      sales,
      activities,
      byId,
    };
  };

  return {
    step: (offersMax) => {
      const until = Math.min(ruleSet.offers.length, place + offersMax);
      const left = offersMax - (until - place);
      for (const offer of ruleSet.offers.slice(place, until)) compileOne(offer);
      place = until;
      if (place < ruleSet.offers.length || left <= 0) return null;
      const sales = indexing.step(left);
      return sales === null ? null : finished(sales);
    },
  };
}

function canApply({ traits, window }: OfferKeys, { storeId, fromDate }: CompiledFor): boolean {
  const isHere = storeId === undefined || traits.store === null || traits.store.includes(storeId);
  const isOver = fromDate !== undefined && window !== null && window.until < fromDate;
  return isHere && !isOver;
}

/** Every offer left holds in the store that the rule set is compiled for: parting by stores would part nothing. */
function forAnyStore(keys: OfferKeys): OfferKeys {
  return { ...keys, traits: { ...keys.traits, store: null } };
}
