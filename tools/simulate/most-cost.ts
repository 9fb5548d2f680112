/** A bound of what an offer can cost in one sale, whatever it stands beside: while a budget has so much left, it never cuts. */

import type { Effect } from '#shared/scoring/language/effect.ts';
import type { Offer } from '#shared/scoring/language/offer.ts';
import type { PricingRules } from '#shared/scoring/compiled-rule-set.ts';

export type SaleSize = { readonly grossMinor: number; readonly quantity: number };
/** Infinite where no bound is known; never below the cost. */
export type MostCost = (sale: SaleSize) => number;

export function mostCostOf(offer: Offer, rules: PricingRules): MostCost {
  const costs = offer.effects.map((effect) => effectCost(effect, rules));
  // Rounded fractions of a bound stay a bound: a little is added to each sum.
  return (sale) => costs.reduce((sum, cost) => sum + cost(sale), 0) * 1.000_001 + 1;
}

function effectCost(effect: Effect, { valuation, stampCards }: PricingRules): MostCost {
  const { pointMinor } = valuation;
  switch (effect.kind) {
    case 'discountPercent':
    case 'walletCreditPercent': {
      const { basisPoints, capMinor = Number.POSITIVE_INFINITY } = effect;
      return ({ grossMinor }) => Math.min((grossMinor / 10_000) * basisPoints, capMinor);
    }
    case 'discountFixed':
      return ({ grossMinor }) => Math.min(grossMinor, effect.amountMinor);
    case 'cheapestFree':
    case 'fixedPrice':
      return ({ grossMinor }) => grossMinor;
    case 'steps': {
      const most = Math.max(...effect.steps.map(({ value }) => value));
      if (effect.gives === 'discountBasisPoints') return ({ grossMinor }) => (grossMinor / 10_000) * most;
      const costMinor = effect.gives === 'points' ? most * pointMinor : most;
      return () => costMinor;
    }
    case 'pointsPerAmount': {
      const { points, perMinor } = effect;
      return ({ grossMinor }) => (grossMinor / perMinor + 1) * points * pointMinor;
    }
    case 'bonusPoints':
      return () => effect.points * pointMinor;
    case 'pointsMultiplier':
      // It multiplies the points of other offers.
      return () => (pointMinor === 0 ? 0 : Number.POSITIVE_INFINITY);
    case 'walletCreditFixed':
      return () => effect.amountMinor;
    case 'gift':
    case 'coupon':
    case 'freeDelivery':
      return () => effect.worthMinor;
    case 'raffleTickets': {
      const { tickets, perMinor, worthMinor } = effect;
      if (perMinor === undefined) return () => tickets * worthMinor;
      return ({ grossMinor }) => (grossMinor / perMinor) * tickets * worthMinor;
    }
    case 'stamps': {
      const { stamps, perPieceOf } = effect;
      const card = stampCards.get(effect.stampCardId);
      if (card === undefined) return () => Number.POSITIVE_INFINITY;
      const { stampsNeeded, reward } = card;
      // At most one stamp is missing when they come.
      return ({ quantity }) =>
        (1 + (stamps * (perPieceOf === undefined ? 1 : quantity)) / stampsNeeded) * reward.worthMinor;
    }
    case 'tierProgress':
      return () => 0;
  }
}
