/** What a customer wants to pay with besides money: kept with the basket until it is sold. */

import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';

export type ChosenGiftCard = { readonly codeId: Uuid; readonly amountMinor: Minor };

export type ChosenTenders = {
  /** Each takes off what it says, as far as there is something to pay. */
  readonly coupons: readonly Uuid[];
  /** Of the buyer; 0 for none. */
  readonly points: number;
  /** Of the buyer's own wallet. */
  readonly walletMinor: Minor;
  /** Of the wallet that the buyer shares with their household. */
  readonly householdMinor: Minor;
  readonly giftCards: readonly ChosenGiftCard[];
};

/** Of each of the two, in one sale. */
export const codesPerSaleMax = 10;

export const noTenders: ChosenTenders = {
  coupons: [],
  points: 0,
  walletMinor: minor(0),
  householdMinor: minor(0),
  giftCards: [],
};

export function hasTenders({
  coupons,
  points,
  walletMinor,
  householdMinor,
  giftCards,
}: ChosenTenders): boolean {
  return coupons.length + giftCards.length > 0 || points !== 0 || walletMinor !== 0 || householdMinor !== 0;
}
