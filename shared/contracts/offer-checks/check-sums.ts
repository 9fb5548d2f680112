/** What all offers together could give in the largest sale must stay a safe integer. */

import { basketGrossMinorMax, basketLinesMax, lineQuantityMax } from '#shared/domain/basket.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { RuleSet, StampCard } from '#shared/scoring/language/rule-set.ts';
import { itemsWorthMinorMax } from '../offers/offer-limits.ts';
import { refused } from './rule-set-problem.ts';
import type { RuleSetProblem } from './rule-set-problem.ts';

const piecesMax = BigInt(basketLinesMax * lineQuantityMax);
const allowed = BigInt(itemsWorthMinorMax);

/** A rule set with this cannot be scored with: the first effect is named with which the sum grows too large. */
export function worthTooLarge(ruleSet: RuleSet): readonly RuleSetProblem[] {
  const cards = new Map((ruleSet.stampCards ?? []).map((card) => [card.stampCardId, card]));
  let count = 0n;
  let worthMinor = 0n;
  for (const [place, { effects }] of ruleSet.offers.entries()) {
    for (const [index, effect] of effects.entries()) {
      const most = mostOf(effect, cards);
      count += most.count;
      worthMinor += most.worthMinor;
      if (count > allowed || worthMinor > allowed) {
        const path = ['offers', place, 'effects', index];
        return [refused(path, 'worthTooLarge', { most: itemsWorthMinorMax })];
      }
    }
  }
  return [];
}

const nothing = { count: 0n, worthMinor: 0n };

/** BigInt, because the very numbers looked for are past the safe integers. */
function mostOf(effect: Effect, cards: ReadonlyMap<string, StampCard>) {
  switch (effect.kind) {
    case 'gift':
    case 'coupon':
    case 'freeDelivery':
      return { count: 1n, worthMinor: BigInt(effect.worthMinor) };
    case 'raffleTickets': {
      const times =
        effect.perMinor === undefined ? 1n : BigInt(basketGrossMinorMax) / BigInt(effect.perMinor);
      const count = BigInt(effect.tickets) * times;
      return { count, worthMinor: count * BigInt(effect.worthMinor) };
    }
    case 'stamps': {
      const count = BigInt(effect.stamps) * (effect.perPieceOf === undefined ? 1n : piecesMax);
      const card = cards.get(effect.stampCardId);
      if (card === undefined) return { count, worthMinor: 0n };
      const fills = count / BigInt(card.stampsNeeded) + 1n;
      return { count: count + fills, worthMinor: fills * BigInt(card.reward.worthMinor) };
    }
    case 'tierProgress':
      return { count: BigInt(effect.progress), worthMinor: 0n };
    case 'pointsPerAmount':
    case 'pointsMultiplier':
    case 'bonusPoints':
    case 'walletCreditPercent':
    case 'walletCreditFixed':
    case 'discountPercent':
    case 'discountFixed':
    case 'cheapestFree':
    case 'fixedPrice':
    case 'steps':
      return nothing;
    default:
      return unreachable(effect);
  }
}
