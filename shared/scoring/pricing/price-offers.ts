/** Prices one combination: discounts stage by stage, then points and credit, then what multiplies them, then items. */

import { compareTexts } from '#shared/kernel/order.ts';
import type { CompiledOffer } from '../matching/compiled-offer.ts';
import { giveDiscounts, giveLoneDiscount } from './give-discounts.ts';
import { giveEarning, giveMultiplied } from './give-earnings.ts';
import { giveItem } from './give-items.ts';
import { createGrants } from './grants.ts';
import type { Grants } from './grants.ts';
import { resetRun } from './pricing-run.ts';
import type { PricingRun } from './pricing-run.ts';

/** By offer id, whatever the order given. The discounts of the lines are left in `takenMinor` of the run. */
export function priceOffers(run: PricingRun, offers: readonly CompiledOffer[]): readonly Grants[] {
  resetRun(run);
  const combination = offers.map(createGrants).sort(byOfferId);
  giveDiscounts(run, combination);
  giveTheRest(run, combination);
  return combination;
}

/** One offer alone; says nothing of single lines. */
export function priceLoneOffer(run: PricingRun, offer: CompiledOffer): Grants {
  resetRun(run);
  const grants = createGrants(offer);
  if (!giveLoneDiscount(run, grants)) giveDiscounts(run, [grants]);
  // Thousands of offers are priced alone, and most of them only discount.
  if (givesMore(offer)) giveTheRest(run, [grants]);
  return grants;
}

function givesMore({ effects }: CompiledOffer): boolean {
  return effects.earnings.length > 0 || effects.multipliers.length > 0 || effects.items.length > 0;
}

function byOfferId(left: Grants, right: Grants): number {
  return compareTexts(left.compiled.offer.offerId, right.compiled.offer.offerId);
}

function giveTheRest(run: PricingRun, combination: readonly Grants[]): void {
  for (const grants of combination) {
    for (const part of grants.compiled.effects.earnings) giveEarning(run, grants, part);
  }
  for (const grants of combination) {
    for (const part of grants.compiled.effects.multipliers) giveMultiplied(run, grants, part);
  }
  for (const grants of combination) {
    for (const part of grants.compiled.effects.items) giveItem(run, grants, part);
  }
}
