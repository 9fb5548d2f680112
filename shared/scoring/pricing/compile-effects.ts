/** Prepares the effects of an offer, once for each version of the rule set. */

import { unreachable } from '#shared/kernel/invariant.ts';
import type { Cut } from '../answer/benefit.ts';
import { limitKey } from '../facts/fact-questions.ts';
import type { Effect, ItemEffect, StepsEffect, Terms } from '../language/effect.ts';
import type { Limit, LimitScope } from '../language/limit.ts';
import { stackingOf } from '../language/offer.ts';
import type { Offer } from '../language/offer.ts';
import type {
  CompiledEffects,
  DiscountPart,
  EarningPart,
  ItemPart,
  MoneyLimit,
  MultiplierPart,
  OwnTerms,
} from './compiled-effects.ts';

/** The selectors of the offer are used as they are: equal ones are one object already, see `CompiledOffer`. */
export function compileEffects(offer: Offer): CompiledEffects {
  const parts: Parts = { discounts: [], earnings: [], multipliers: [], items: [] };
  for (const effect of offer.effects) addPart(parts, effect);
  const moneyLimits = (offer.limits ?? []).flatMap((limit) => moneyLimit(offer.offerId, limit));
  // Two effects share a limit: where one gives less, the other can give more.
  const isShared = moneyLimits.length > 0 && offer.effects.length > 1;
  const isFed = parts.multipliers.length > 0 || parts.items.some(({ kind }) => kind === 'stamp');
  return {
    stage: stackingOf(offer).stage ?? 1,
    discountCapMinor: offer.discountCapMinor ?? null,
    moneyLimits: orNone(moneyLimits),
    isPlain: !isShared && !isFed,
    discounts: orNone(parts.discounts),
    earnings: orNone(parts.earnings),
    multipliers: orNone(parts.multipliers),
    items: orNone(parts.items),
  };
}

const none: readonly never[] = [];

/** One empty list for all: thousands of offers are walked over, and most of their lists are empty. */
function orNone<Part>(parts: readonly Part[]): readonly Part[] {
  return parts.length === 0 ? none : parts;
}

type Parts = {
  readonly discounts: DiscountPart[];
  readonly earnings: EarningPart[];
  readonly multipliers: MultiplierPart[];
  readonly items: ItemPart[];
};

function addPart(parts: Parts, effect: Effect): void {
  switch (effect.kind) {
    case 'discountPercent': {
      const { on, basisPoints, capMinor = null } = effect;
      parts.discounts.push({ kind: 'percent', on, basisPoints, capMinor });
      return;
    }
    case 'discountFixed':
      parts.discounts.push({ kind: 'fixed', on: effect.on, amountMinor: effect.amountMinor });
      return;
    case 'cheapestFree': {
      const { on, everyPieces, freePieces, timesMax = null } = effect;
      parts.discounts.push({ kind: 'cheapestFree', on, everyPieces, freePieces, timesMax });
      return;
    }
    case 'fixedPrice':
      parts.discounts.push({ kind: 'fixedPrice', on: effect.on, unitPriceMinor: effect.unitPriceMinor });
      return;
    case 'pointsPerAmount': {
      const { on, points, perMinor, rounding = 'floor' } = effect;
      const earned = { kind: 'perAmount', unit: 'points', on, points, perMinor, rounding } as const;
      parts.earnings.push({ ...earned, ...ownTerms(effect) });
      return;
    }
    case 'bonusPoints':
      parts.earnings.push({ kind: 'fixed', unit: 'points', amount: effect.points, ...ownTerms(effect) });
      return;
    case 'pointsMultiplier':
      parts.multipliers.push({ extraBasisPoints: effect.factorBasisPoints - 10_000, ...ownTerms(effect) });
      return;
    case 'walletCreditPercent': {
      const { on, basisPoints, capMinor = null } = effect;
      const earned = { kind: 'percent', unit: 'walletCredit', on, basisPoints, capMinor } as const;
      parts.earnings.push({ ...earned, ...ownTerms(effect) });
      return;
    }
    case 'walletCreditFixed': {
      const earned = { kind: 'fixed', unit: 'walletCredit', amount: effect.amountMinor } as const;
      parts.earnings.push({ ...earned, ...ownTerms(effect) });
      return;
    }
    case 'steps':
      addSteps(parts, effect);
      return;
    case 'gift':
    case 'coupon':
    case 'raffleTickets':
    case 'stamps':
    case 'freeDelivery':
    case 'tierProgress':
      parts.items.push(itemPart(effect));
      return;
    default:
      unreachable(effect);
  }
}

function addSteps(parts: Parts, effect: StepsEffect): void {
  const { on, by, steps } = effect;
  const unit = effect.gives === 'points' ? 'points' : 'walletCredit';
  switch (effect.gives) {
    case 'discountMinor':
    case 'discountBasisPoints':
      parts.discounts.push({ kind: 'steps', on, by, steps, isShare: effect.gives === 'discountBasisPoints' });
      return;
    case 'points':
    case 'walletCreditMinor':
      parts.earnings.push({ kind: 'steps', unit, on, by, steps, ...ownTerms(effect) });
      return;
    default:
      unreachable(effect.gives);
  }
}

function ownTerms({ releaseAfterDays, expireAfterDays }: Terms): OwnTerms {
  return { releaseAfterDays: releaseAfterDays ?? 0, expireAfterDays: expireAfterDays ?? null };
}

const plainItem = {
  refId: null,
  count: 1,
  perMinor: null,
  perPieceOf: null,
  worthMinor: 0,
  isConditional: false,
  expireAfterDays: null,
};

function itemPart(effect: ItemEffect): ItemPart {
  switch (effect.kind) {
    case 'gift': {
      const { giftId: refId, worthMinor } = effect;
      return { ...plainItem, kind: effect.isSample === true ? 'sample' : 'gift', refId, worthMinor };
    }
    case 'coupon': {
      const { couponId: refId, worthMinor, expireAfterDays = null } = effect;
      return { ...plainItem, kind: 'coupon', refId, worthMinor, expireAfterDays, isConditional: true };
    }
    case 'raffleTickets': {
      const { raffleId: refId, tickets: count, perMinor = null, worthMinor } = effect;
      return { ...plainItem, kind: 'raffleTicket', refId, count, perMinor, worthMinor, isConditional: true };
    }
    case 'stamps': {
      const { stampCardId: refId, stamps: count } = effect;
      const perPieceOf = effect.perPieceOf ?? null;
      return { ...plainItem, kind: 'stamp', refId, count, perPieceOf };
    }
    case 'freeDelivery':
      return { ...plainItem, kind: 'freeDelivery', worthMinor: effect.worthMinor };
    case 'tierProgress':
      return { ...plainItem, kind: 'tierProgress', count: effect.progress };
  }
}

const cutByScope: Readonly<Record<LimitScope, Cut['by']>> = {
  chain: 'chainBudget',
  store: 'storeBudget',
  till: 'tillBudget',
  member: 'memberLimit',
  basket: 'basketLimit',
};

function moneyLimit(offerId: string, limit: Limit): readonly MoneyLimit[] {
  const { scope, costMinor } = limit;
  if (costMinor === undefined) return [];
  return [{ scope, costMinor, key: limitKey(offerId, limit), cutBy: cutByScope[scope] }];
}
