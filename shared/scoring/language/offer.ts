/** One offer: what the chain gives, to whom, when, and beside what. */

import type { ActivityKind } from '#shared/domain/activity.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { Condition } from './condition.ts';
import type { Effect } from './effect.ts';
import type { Limit } from './limit.ts';

export type OfferId = string;

/** A sale unless an activity is named; `atLeast` is the key figure that must be reached. */
export type ActivityTrigger = {
  readonly kind: ActivityKind;
  readonly subjectId?: string;
  readonly atLeast?: number;
};

/**
 * `single` (the default): at most one such offer in a sale. `perLine`: at most one such offer takes a discount off the
 * same line, and none beside a `single` one. `stackable`: beside every other. `alone`: beside none.
 */
export type StackingMode = 'single' | 'perLine' | 'stackable' | 'alone';

export type Stacking = {
  readonly mode: StackingMode;
  /** Of the offers that name the same group one applies. */
  readonly exclusiveGroup?: string;
  readonly notWith?: readonly OfferId[];
  /** 1 to 9, 1 when left out: discounts of a later stage reckon on what the earlier ones left of the price. */
  readonly stage?: number;
};

export type Offer = {
  readonly offerId: OfferId;
  readonly name: LocalText;
  readonly activity?: ActivityTrigger;
  /** All of them must hold. */
  readonly conditions: readonly Condition[];
  readonly effects: readonly Effect[];
  readonly limits?: readonly Limit[];
  /** Cap on all discounts of this offer together. */
  readonly discountCapMinor?: number;
  readonly stacking?: Stacking;
  /** Decides between combinations of equal worth only: higher first, 0 when left out. */
  readonly priority?: number;
  /** The customer is shown when the offer ends. */
  readonly countdown?: true;
  readonly terms?: LocalText;
  /** Why the customer gets it, in the owner's words. */
  readonly reason?: LocalText;
};

const single: Stacking = { mode: 'single' };

export function stackingOf(offer: Offer): Stacking {
  return offer.stacking ?? single;
}
