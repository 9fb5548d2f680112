/** An offer made ready for scoring. */

import type { ProductGroupId } from '../domain/product.ts';
import type { HoldsFor } from './compile-condition.ts';
import type { CompiledEffect } from './compile-effect.ts';
import type { Offer } from './rule-set.ts';

export type CompiledOffer = {
  readonly offer: Offer;
  /** Least amount of the whole basket, 0 when the offer asks for none; the only condition outside `holds`. */
  readonly requiredMinor: number;
  /** Groups whose lines are the matching lines; null when the offer names none. */
  readonly groupIds: ReadonlySet<ProductGroupId> | null;
  readonly holds: HoldsFor;
  readonly effect: CompiledEffect;
};
