/** What is left of a choice when the basket, the member or the day has changed: never more than was chosen. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import type { ChosenGiftCard, ChosenTenders } from './chosen-tenders.ts';
import { couponWorths } from './coupon-worths.ts';
import { spendableOfGiftCard } from './decide-gift-card.ts';
import type { PurseOfBuyer, RedeemToDecide } from './decide-redeem.ts';
import { pointsRange } from './redemption-options.ts';
import { spendableOf } from './take-lots.ts';

export type TendersToCap = Omit<RedeemToDecide, 'basketId'>;

/**
 * Coupons are kept before points, those before gift cards, and wallets come last: they alone can be cut to any sum.
 * `decideRedeem` takes what comes back; a choice that it would take as it is comes back as it is. Amounts chosen are
 * whole and not below 0.
 */
export function capTenders(toCap: TendersToCap): ChosenTenders {
  const { chosen, purse, dueMinor, today } = toCap;
  const coupons = couponWorths(toCap).filter(({ worthMinor }) => worthMinor > 0);
  const couponsMinor = minor(addInt(...coupons.map(({ worthMinor }) => worthMinor)));
  const { points, pointsMinor } = pointsLeft(toCap, couponsMinor);
  let leftMinor = dueMinor - couponsMinor - pointsMinor;
  const take = (wantedMinor: number, heldMinor: number): Minor => {
    const taken = minor(Math.min(wantedMinor, heldMinor, leftMinor));
    leftMinor -= taken;
    return taken;
  };
  const giftCards: ChosenGiftCard[] = [];
  for (const { codeId, amountMinor: wantedMinor } of chosen.giftCards) {
    const isRepeated = giftCards.some((card) => card.codeId === codeId);
    const amountMinor = isRepeated ? minor(0) : take(wantedMinor, onGiftCard(toCap, codeId));
    if (amountMinor > 0) giftCards.push({ codeId, amountMinor });
  }
  return {
    coupons: coupons.map(({ codeId }) => codeId),
    points,
    walletMinor: take(chosen.walletMinor, ownMinor(purse, today)),
    householdMinor: take(chosen.householdMinor, sharedMinor(purse, today)),
    giftCards,
  };
}

function pointsLeft(
  { chosen, purse, dueMinor, today }: TendersToCap,
  couponsMinor: Minor,
): { readonly points: number; readonly pointsMinor: number } {
  const { buyerRef, points } = purse;
  if (buyerRef === null || points === null) return { points: 0, pointsMinor: 0 };
  const spendable = spendableOf(points.lots, today);
  const range = pointsRange({ ...points, spendable, dueMinor, otherMinor: couponsMinor });
  const fitting = Math.min(chosen.points, range.pointsMax);
  const stepped = fitting - (fitting % range.pointsStep);
  const left = stepped < range.pointsMin ? 0 : stepped;
  return { points: left, pointsMinor: multiplyInt(left, points.pointWorthMinor) };
}

function onGiftCard({ purse, today }: TendersToCap, codeId: string): number {
  const card = purse.giftCards.find(({ code }) => code.codeId === codeId);
  const spendable = card && spendableOfGiftCard(card, today);
  return spendable?.ok === true ? spendable.value : 0;
}

function ownMinor({ buyerRef, wallet }: PurseOfBuyer, today: IsoDate): number {
  return buyerRef === null || wallet === null ? 0 : spendableOf(wallet, today);
}

function sharedMinor({ buyerRef, household }: PurseOfBuyer, today: IsoDate): number {
  if (buyerRef === null || household === null) return 0;
  const spendable = spendableOf(household.lots, today);
  return Math.min(spendable, Math.max(0, household.leftTodayMinor ?? spendable));
}
