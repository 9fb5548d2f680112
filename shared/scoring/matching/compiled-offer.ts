/** An offer made ready for scoring, once for each version of the rule set. */

import type { SaleFacts } from '../facts/sale-facts.ts';
import type { Offer, Stacking } from '../language/offer.ts';

/** Whole-sale test; never looks at the amount of the whole basket, which the index knows. */
export type HoldsFor = (facts: SaleFacts) => boolean;

export type CompiledOffer = {
  readonly offer: Offer;
  readonly stacking: Stacking;
  readonly priority: number;
  /** Least amount of the whole basket, 0 when the offer asks for none; the only condition outside `holds`. */
  readonly requiredMinor: number;
  /** True for a sale's offer, false for an activity's. */
  readonly isForSale: boolean;
  readonly holds: HoldsFor;
};
