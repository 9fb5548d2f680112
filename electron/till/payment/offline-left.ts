/** What of the purses of a buyer may leave them while HQ cannot be asked. */

import type { OfflinePaymentView } from '#shared/contracts/till/payment-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { OfflineBudget, OfflineLimit, OfflineMeans } from '#shared/ledger/offline/offline-budget.ts';
import type { PurseOfBuyer } from '#shared/ledger/value/decide-redeem.ts';
import type { Draft } from '../basket/draft.ts';
import { cardLevelOf } from '../queries/basket-view.ts';
import type { LeftToRedeem, RedeemPart } from '../safety/may-redeem.ts';

/** `undefined` where nothing is limited, and for a buyer whom nobody knows. */
export type OfflineLeft = (draft: Draft, purse: PurseOfBuyer) => OfflinePaymentView | undefined;

export function createOfflineLeft(leftToRedeem: LeftToRedeem): OfflineLeft {
  return (draft, purse) => {
    const { buyerRef, points, wallet, household } = purse;
    if (buyerRef === null) return undefined;
    const cardLevel = cardLevelOf(draft.member);
    const chosen = chosenParts(draft, purse, buyerRef);
    const left = (holderRef: MemberRef, means: OfflineMeans): Left | null => {
      const beside = chosen.filter((part) => part.holderRef !== holderRef || part.means !== means);
      const budget = leftToRedeem(cardLevel, { holderRef, means, beside });
      return budget && leftOf(budget);
    };
    const ofPoints = points && left(buyerRef, 'points');
    const ofWallet = wallet && left(buyerRef, 'wallet');
    const ofHousehold = household && left(household.headRef, 'wallet');
    const all = [ofPoints, ofWallet, ofHousehold].filter((one) => one !== null);
    if (all.length === 0) return undefined;
    return {
      cardLevel,
      points: ofPoints && points && { ...ofPoints.view, points: payable(points, ofPoints.view.leftMinor) },
      wallet: ofWallet && ofWallet.view,
      household: ofHousehold && ofHousehold.view,
      aloneMinor: aloneOf(all),
    };
  };
}

/** Whole steps alone pay, and no fewer than the smallest amount. */
function payable({ rules, pointWorthMinor }: NonNullable<PurseOfBuyer['points']>, leftMinor: number): number {
  if (pointWorthMinor <= 0) return 0;
  const whole = (leftMinor - (leftMinor % pointWorthMinor)) / pointWorthMinor;
  const stepped = whole - (whole % rules.pointsStep);
  return stepped < rules.pointsMin ? 0 : stepped;
}

type Left = {
  readonly view: NonNullable<OfflinePaymentView['wallet']>;
  readonly aloneLeftMinor: number;
};

function leftOf({ leftMinor, aloneLeftMinor, limit, limitMinor }: OfflineBudget): Left {
  invariant(
    leftMinor !== null && aloneLeftMinor !== null && limitMinor !== null,
    'a till that is alone has limits',
  );
  return { view: { leftMinor, limit: limitView(limit), limitMinor }, aloneLeftMinor };
}

function limitView(limit: OfflineLimit): Left['view']['limit'] {
  invariant(
    limit !== 'authority' && limit !== 'reservation' && limit !== 'alone',
    'what leaves the least is one of the limits of a till that is alone',
  );
  return limit;
}

/** The same for all means, as far as they let more go than a cashier may alone. */
function aloneOf(all: readonly Left[]): OfflinePaymentView['aloneMinor'] {
  const beyond = all.filter(({ view, aloneLeftMinor }) => aloneLeftMinor < view.leftMinor);
  return beyond.length === 0 ? null : minor(Math.min(...beyond.map(({ aloneLeftMinor }) => aloneLeftMinor)));
}

function chosenParts(
  { tenders }: Draft,
  { points, household }: PurseOfBuyer,
  buyerRef: MemberRef,
): readonly RedeemPart[] {
  const ofPoints = minor(tenders.points * (points?.pointWorthMinor ?? 0));
  return [
    { holderRef: buyerRef, means: 'points', worthMinor: ofPoints },
    { holderRef: buyerRef, means: 'wallet', worthMinor: tenders.walletMinor },
    ...(household === null
      ? []
      : [{ holderRef: household.headRef, means: 'wallet' as const, worthMinor: tenders.householdMinor }]),
  ];
}
