/** What the customer asks for instead of the best, and what can be asked of each matched offer. */

import { unreachable } from '#shared/kernel/invariant.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';

type OfferAnswer = BasketView['score']['offers'][number];
export type Wish = {
  /** Earlier ones win where two cannot stand together. */
  readonly with: readonly string[];
  readonly without: readonly string[];
};

/**
 * `use`: in place of what it cannot stand beside. `leaveOut`: the best without it. `takeBack`: it was asked for, and
 * is not any more. `useAfterAll`: it was left out, and is not any more.
 */
export type OfferChoice = 'use' | 'leaveOut' | 'takeBack' | 'useAfterAll';

export const noWish: Wish = { with: [], without: [] };
/** As many as the till takes. */
export const wishedWithMax = 20;
export const wishedWithoutMax = 100;

export function isWished({ with: wanted, without }: Wish): boolean {
  return wanted.length > 0 || without.length > 0;
}

/**
 * True when something was asked for that this basket cannot have: a line or the member is gone that it needs, or it is
 * used up. What gave way to a newer wish does not count.
 */
export function isOutOfReach(offers: readonly OfferAnswer[], { with: wanted }: Wish): boolean {
  return wanted.some((offerId) => {
    const answer = offers.find((offer) => offer.offerId === offerId);
    return answer === undefined || answer.verdict.kind === 'usedUp';
  });
}

/** Null where asking changes nothing: a used-up offer, or one that adds nothing to the others. */
export function choiceOf({ offerId, verdict }: OfferAnswer, wish: Wish): OfferChoice | null {
  if (wish.without.includes(offerId)) return 'useAfterAll';
  switch (verdict.kind) {
    case 'applied':
      return wish.with.includes(offerId) ? 'takeBack' : 'leaveOut';
    case 'beaten':
    case 'excluded':
      return 'use';
    case 'usedUp':
    case 'declined':
    case 'addsNothing':
      return null;
    default:
      return unreachable(verdict);
  }
}

/** The newest wish comes first, so that it wins over older ones that it cannot stand beside. */
export function wishAfter(wish: Wish, offerId: string, choice: OfferChoice): Wish {
  const others = wish.with.filter((id) => id !== offerId);
  const leftOut = wish.without.filter((id) => id !== offerId);
  switch (choice) {
    case 'use':
      return { with: [offerId, ...others].slice(0, wishedWithMax), without: leftOut };
    case 'leaveOut':
      return { with: others, without: [offerId, ...leftOut].slice(0, wishedWithoutMax) };
    case 'takeBack':
      return { with: others, without: wish.without };
    case 'useAfterAll':
      return { with: wish.with, without: leftOut };
    default:
      return unreachable(choice);
  }
}
