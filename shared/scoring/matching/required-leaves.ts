/** What an offer asks for without an alternative. */

import { unreachable } from '#shared/kernel/invariant.ts';
import type { Condition, LeafCondition } from '../language/condition.ts';
import type { Effect } from '../language/effect.ts';
import type { Offer } from '../language/offer.ts';

/** Leaves that must hold whenever the offer does: those of the offer itself and of `all` within it. */
export function requiredLeaves({ conditions }: Offer): readonly LeafCondition[] {
  const leaves: LeafCondition[] = [];
  addRequired(conditions, leaves);
  return leaves;
}

/** Points, credit, coupons, tickets, stamps and progress belong to somebody; a discount can be given to anybody. */
export function needsMember({ effects }: Offer): boolean {
  return effects.some(isForMember);
}

function addRequired(conditions: readonly Condition[], leaves: LeafCondition[]): void {
  for (const condition of conditions) {
    if (condition.kind === 'all') addRequired(condition.of, leaves);
    else if (condition.kind !== 'any' && condition.kind !== 'none') leaves.push(condition);
  }
}

function isForMember(effect: Effect): boolean {
  switch (effect.kind) {
    case 'discountPercent':
    case 'discountFixed':
    case 'cheapestFree':
    case 'fixedPrice':
    case 'gift':
    case 'freeDelivery':
      return false;
    case 'steps':
      return effect.gives === 'walletCreditMinor' || effect.gives === 'points';
    case 'pointsPerAmount':
    case 'pointsMultiplier':
    case 'bonusPoints':
    case 'walletCreditPercent':
    case 'walletCreditFixed':
    case 'coupon':
    case 'raffleTickets':
    case 'stamps':
    case 'tierProgress':
      return true;
    default:
      return unreachable(effect);
  }
}
