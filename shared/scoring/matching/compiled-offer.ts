/** An offer made ready for scoring, once for each version of the rule set. */

import type { Missing } from '../answer/score-result.ts';
import type { Reason } from '../answer/reason.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { BasketCondition } from '../language/condition.ts';
import type { LimitScope } from '../language/limit.ts';
import type { Offer, Stacking } from '../language/offer.ts';
import type { CompiledEffects } from '../pricing/compiled-effects.ts';

export type HoldsFor = (facts: SaleFacts) => boolean;

export type CompiledOffer = {
  /** As in the rule set; selectors that are equal anywhere in the rule set are one object. */
  readonly offer: Offer;
  readonly stacking: Stacking;
  readonly priority: number;
  /** Place in the rule set, from 0. */
  readonly place: number;
  /** Least amount of the whole basket, 0 when the offer asks for none. */
  readonly requiredMinor: number;
  /** True for a sale's offer, false for an activity's. */
  readonly isForSale: boolean;
  readonly tests: OfferTests;
  /** What it gives, from `compileEffects`. */
  readonly effects: CompiledEffects;
};

/** The conditions, sorted by what can make them hold. The offer holds when all three parts do. */
export type OfferTests = {
  /** Of member, store and moment: no scanned line changes them. Also the member that an effect needs, and the activity. */
  readonly holdsForMember: HoldsFor;
  /** Of basket and payment, where coming near is not enough. */
  readonly holdsForBasket: HoldsFor;
  /** Of basket and payment, where a customer who lacks just one may still meet it. */
  readonly missable: readonly MissableTest[];
  /** Scope of the first limit that has nothing left, null while all have. */
  readonly usedUpScope: (facts: SaleFacts) => UsedUpScope | null;
  readonly reasons: readonly ReasonMaker[];
};

export type MissableCondition = Extract<BasketCondition, { kind: 'amount' | 'quantity' | 'paymentMeans' }>;
export type MissableTest = {
  readonly condition: MissableCondition;
  readonly isMet: HoldsFor;
  /** What an unmet one lacks; null when that is out of reach. */
  readonly missing: (facts: SaleFacts, reachMinor: number) => Missing | null;
};

export type UsedUpScope = Exclude<LimitScope, 'basket'>;

/** Null when its condition does not hold. A maker may give the same reason object many times. */
export type ReasonMaker = (facts: SaleFacts) => Reason | readonly Reason[] | null;
