/**
 * Makes equal selectors and equal conditions of a rule set one object each: what a selector means is worked out once in
 * a sale, a condition is compiled once, and what thousands of offers ask for stays close together in memory.
 */

import { lineTest } from '../facts/line-test.ts';
import type { LineTest } from '../facts/line-test.ts';
import type { Condition } from '../language/condition.ts';
import type { Effect } from '../language/effect.ts';
import type { Offer } from '../language/offer.ts';
import type { Selector } from '../language/selector.ts';

export type SelectorSharing = {
  /** The offer itself when nothing in it was there before, and it names no lines. */
  readonly sharedOffer: (offer: Offer) => Offer;
  /** By shared selector. */
  readonly lineTests: ReadonlyMap<Selector, LineTest>;
};

type Share = (selector: Selector) => Selector;

export function createSelectorSharing(): SelectorSharing {
  const byText = new Map<string, Selector>();
  const lineTests = new Map<Selector, LineTest>();
  const conditionsByText = new Map<string, Condition>();
  const share: Share = (selector) => {
    const { productIds, groupIds, brandIds, tags, exceptReduced } = selector;
    const text = JSON.stringify([productIds, groupIds, brandIds, tags, exceptReduced]);
    const known = byText.get(text);
    if (known !== undefined) return known;
    byText.set(text, selector);
    lineTests.set(selector, lineTest(selector));
    return selector;
  };
  const shareCondition = (condition: Condition): Condition => {
    const text = JSON.stringify(condition);
    const known = conditionsByText.get(text);
    if (known !== undefined) return known;
    const made = sharedCondition(condition, { share, shareCondition });
    conditionsByText.set(text, made);
    return made;
  };
  const sharedOffer = (offer: Offer): Offer => {
    const conditions = sharedList(offer.conditions, shareCondition);
    const effects = sharedList(offer.effects, (effect) => sharedEffect(effect, share));
    const isSame = conditions === offer.conditions && effects === offer.effects;
    return isSame ? offer : { ...offer, conditions, effects };
  };
  return { sharedOffer, lineTests };
}

type Shares = { readonly share: Share; readonly shareCondition: (condition: Condition) => Condition };

function sharedCondition(condition: Condition, { share, shareCondition }: Shares): Condition {
  const { kind } = condition;
  if (kind === 'contains') return { ...condition, of: share(condition.of) };
  if (kind === 'amount' || kind === 'quantity') {
    return condition.of === undefined ? condition : { ...condition, of: share(condition.of) };
  }
  if (kind !== 'all' && kind !== 'any' && kind !== 'none') return condition;
  const of = sharedList(condition.of, shareCondition);
  return of === condition.of ? condition : { ...condition, of };
}

function sharedEffect(effect: Effect, share: Share): Effect {
  if (effect.kind === 'stamps') {
    return effect.perPieceOf === undefined ? effect : { ...effect, perPieceOf: share(effect.perPieceOf) };
  }
  return 'on' in effect && effect.on !== undefined ? { ...effect, on: share(effect.on) } : effect;
}

/** The same list when nothing in it changed. */
function sharedList<Item>(items: readonly Item[], shared: (item: Item) => Item): readonly Item[] {
  const made = items.map(shared);
  return made.every((item, place) => item === items[place]) ? items : made;
}
