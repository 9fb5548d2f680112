/** Prepares one offer for matching. */

import { stackingOf } from '../language/offer.ts';
import { compileEffects } from '../pricing/compile-effects.ts';
import type { Offer } from '../language/offer.ts';
import { leastAmount, missableTest } from './basket-leaf.ts';
import { allHold, dependsOnBasket, dependsOnPayment } from './compile-condition.ts';
import type { CompileCondition } from './compile-condition.ts';
import type {
  CompiledCondition,
  CompiledLeaf,
  CompiledOffer,
  HoldsFor,
  MissableTest,
  OfferTests,
} from './compiled-offer.ts';
import { fitsActivity } from './fits-trigger.ts';
import { usedUpTest } from './limit-test.ts';
import { needsMember, requiredLeaves } from './required-leaves.ts';

/** `offer` has its selectors and conditions shared already. */
export function compileOffer(offer: Offer, compile: CompileCondition): CompiledOffer {
  return {
    offer,
    stacking: stackingOf(offer),
    priority: offer.priority ?? 0,
    effects: compileEffects(offer),
    requiredMinor: requiredMinorOf(offer),
    isForSale: offer.activity === undefined,
    tests: offerTests(offer, compile),
  };
}

function offerTests(offer: Offer, compile: CompileCondition): OfferTests {
  const conditions = offer.conditions.map(compile);
  const onPayment = conditions.filter(dependsOnPayment);
  const ofMember: HoldsFor[] = [];
  const ofBasket: CompiledCondition[] = [];
  const missable: MissableTest[] = [];
  const { activity } = offer;
  if (activity !== undefined) ofMember.push((facts) => fitsActivity(activity, facts));
  if (needsMember(offer)) ofMember.push((facts) => facts.member !== null);
  for (const compiled of conditions) {
    const test = missableOf(compiled, onPayment);
    if (test !== undefined) missable.push(test);
    else if (dependsOnBasket(compiled)) ofBasket.push(compiled);
    else ofMember.push(compiled.holds);
  }
  const holdsForMember = ofMember.length === 0 ? null : allHold(ofMember);
  const leaves = conditions.every(isLeaf) ? conditions : null;
  return { conditions, leaves, holdsForMember, ofBasket, missable, usedUpScope: usedUpTest(offer) };
}

function isLeaf(compiled: CompiledCondition): compiled is CompiledLeaf {
  return compiled.kind === 'leaf';
}

function missableOf(
  compiled: CompiledCondition,
  onPayment: readonly CompiledCondition[],
): MissableTest | undefined {
  if (compiled.kind !== 'leaf') return undefined;
  const others = onPayment.filter((other) => other !== compiled).map(({ holds }) => holds);
  return missableTest(compiled, others);
}

function requiredMinorOf(offer: Offer): number {
  let required = 0;
  for (const leaf of requiredLeaves(offer)) {
    if (leaf.kind === 'amount' && leaf.of === undefined) required = Math.max(required, leastAmount(leaf));
  }
  return required;
}
