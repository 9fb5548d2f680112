/** An offer made ready for scoring, once for each version of the rule set. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Reason } from '../answer/reason.ts';
import type { Missing } from '../answer/score-result.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { BasketCondition, GroupedCondition, LeafCondition } from '../language/condition.ts';
import type { LimitScope } from '../language/limit.ts';
import type { Offer, Stacking } from '../language/offer.ts';
import type { CompiledEffects } from '../pricing/compiled-effects.ts';

export type CompiledOffer = {
  /** As in the rule set; selectors that are equal anywhere in the rule set are one object. */
  readonly offer: Offer;
  readonly stacking: Stacking;
  readonly priority: number;
  /** Least amount of the whole basket, 0 when the offer asks for none. */
  readonly requiredMinor: number;
  /** True for a sale's offer, false for an activity's. */
  readonly isForSale: boolean;
  readonly tests: OfferTests;
  /** What it gives, from `compileEffects`. */
  readonly effects: CompiledEffects;
};

export type HoldsFor = (facts: SaleFacts) => boolean;

/** The conditions, sorted by what can make them hold. */
export type OfferTests = {
  /** All of them, as in the rule set. */
  readonly conditions: readonly CompiledCondition[];
  /** The same, where there are no groups among them; otherwise null. */
  readonly leaves: readonly CompiledLeaf[] | null;
  /**
   * Those of member, store, moment and activity together, and the member that an effect needs: no scanned line changes
   * them. Null when there are none, as for many offers.
   */
  readonly holdsForMember: HoldsFor | null;
  /** Of basket and payment, where coming near is not enough. */
  readonly ofBasket: readonly CompiledCondition[];
  /** Of basket and payment, where a customer who lacks just one may still meet it. */
  readonly missable: readonly MissableTest[];
  /** Scope of the first limit that has nothing left, null while all have; null itself without such limits. */
  readonly usedUpScope: ((facts: SaleFacts) => UsedUpScope | null) | null;
};

export type MissableCondition = Extract<BasketCondition, { kind: 'amount' | 'quantity' | 'paymentMeans' }>;
export type MissableTest = {
  readonly condition: MissableCondition;
  readonly isMet: HoldsFor;
  /** What an unmet one lacks; null when that costs more than `reachMinor`. */
  readonly missing: (facts: SaleFacts, reachMinor: number) => Missing | null;
};

export type UsedUpScope = Exclude<LimitScope, 'basket'>;

export type CompiledCondition = CompiledLeaf | CompiledGroup;
export type CompiledLeaf = {
  readonly kind: 'leaf';
  readonly condition: LeafCondition;
  readonly holds: HoldsFor;
  /** Asked only while it holds; the same object may be given many times. */
  readonly reason: (facts: SaleFacts) => Reason;
  /** For whole days of a schedule; null for everything else. */
  readonly holdsOn: ((localDate: IsoDate) => boolean) | null;
};
export type CompiledGroup = {
  readonly kind: 'group';
  readonly condition: GroupedCondition;
  readonly holds: HoldsFor;
  readonly of: readonly CompiledCondition[];
};
