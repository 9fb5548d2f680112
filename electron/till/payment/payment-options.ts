/** What the payment of the open basket is chosen from: amounts that are offered, limits, and what ends soon. */

import type { OfflinePaymentView, PaymentOptionsView } from '#shared/contracts/till/payment-views.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { PointsIndex, Programme } from '#shared/domain/programme.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { couponWorths } from '#shared/ledger/value/coupon-worths.ts';
import { spendableOfGiftCard } from '#shared/ledger/value/decide-gift-card.ts';
import type { PurseOfBuyer } from '#shared/ledger/value/decide-redeem.ts';
import { chipsOf, pointsRange } from '#shared/ledger/value/redemption-options.ts';
import { endingBefore, spendableOf } from '#shared/ledger/value/take-lots.ts';
import type { Draft } from '../basket/draft.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Buyer, Buyers } from './buyers.ts';
import type { OfflineLeft } from './offline-left.ts';

export type PaymentOptions = (draft: Draft, dueMinor: Minor) => PaymentOptionsView;

export type PaymentOptionsDeps = {
  readonly buyers: Buyers;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly programme: Pick<Programme, 'points' | 'wallet'>;
  readonly offlineLeft: OfflineLeft;
};

/** What the tenders chosen so far pay, each by itself. */
type Paid = {
  readonly coupons: number;
  readonly points: number;
  readonly wallet: number;
  readonly household: number;
  readonly giftCards: number;
};

export function createPaymentOptions(deps: PaymentOptionsDeps): PaymentOptions {
  return (draft, dueMinor) => {
    const buyer = deps.buyers.buyerOf(draft);
    const { purse } = buyer;
    const paid = paidBy(draft, dueMinor, purse);
    const all = addInt(...Object.values(paid));
    const leftBeside = (own: number): number => Math.max(0, dueMinor - (all - own));
    const offline = deps.offlineLeft(draft, purse);
    const mayGo = (left: { readonly leftMinor: Minor } | null | undefined, most: number): number =>
      Math.min(most, left?.leftMinor ?? most);
    return {
      dueMinor,
      points: pointsView(deps, buyer, { dueMinor, otherMinor: minor(all - paid.points), offline }),
      wallet:
        purse.wallet &&
        walletView(spendableOf(purse.wallet, buyer.today), mayGo(offline?.wallet, leftBeside(paid.wallet))),
      household: householdView(deps, buyer, mayGo(offline?.household, leftBeside(paid.household))),
      giftCards: giftCardViews(draft, buyer, (own) => leftBeside(own)),
      changeRoomMinor: changeRoom(deps, purse, paid.wallet),
      ...(offline === undefined ? {} : { offline }),
    };
  };
}

function paidBy({ tenders: chosen }: Draft, dueMinor: Minor, purse: PurseOfBuyer): Paid {
  const { points, walletMinor, householdMinor, giftCards } = chosen;
  return {
    coupons: addInt(...couponWorths({ dueMinor, chosen, purse }).map(({ worthMinor }) => worthMinor)),
    points: points * (purse.points?.pointWorthMinor ?? 0),
    wallet: walletMinor,
    household: householdMinor,
    giftCards: addInt(...giftCards.map(({ amountMinor }) => amountMinor)),
  };
}

type PointsDue = {
  readonly dueMinor: Minor;
  readonly otherMinor: Minor;
  readonly offline: OfflinePaymentView | undefined;
};

function pointsView(
  { programme }: PaymentOptionsDeps,
  { purse, today }: Buyer,
  { offline, ...due }: PointsDue,
): PaymentOptionsView['points'] {
  const { points } = purse;
  if (points === null) return null;
  const spendable = spendableOf(points.lots, today);
  const until = addDays(today, programme.points.warnDays + 1);
  const expiring = endingBefore(points.lots, today, until);
  const ownMax = points.rules.pointsMax ?? Number.MAX_SAFE_INTEGER;
  const pointsMax = Math.min(ownMax, offline?.points?.points ?? ownMax);
  const at = { ...points, ...due, spendable, rules: { ...points.rules, pointsMax } };
  const range = pointsRange(at);
  const isOfflineLess = range.limitedBy === 'maximum' && pointsMax < ownMax;
  return {
    ...range,
    limitedBy: isOfflineLess ? 'offline' : range.limitedBy,
    spendable,
    pointWorthMinor: points.pointWorthMinor,
    index: indexView(points.rules.index, today),
    chips: [...chipsOf(at, addInt(...expiring.map(({ amount }) => amount)))],
    expiring: expiring.map(({ expiresOn: endsOn, amount }) => ({ endsOn, points: amount })),
  };
}

type PointsView = NonNullable<PaymentOptionsView['points']>;

function indexView(index: PointsIndex | null, today: IsoDate): PointsView['index'] {
  const value = index?.values.findLast(({ date }) => date <= today);
  return index === null || value === undefined ? null : { name: index.name, date: value.date };
}

function walletView(
  spendable: number,
  left: number,
): { readonly spendableMinor: Minor; readonly maxMinor: Minor } {
  return { spendableMinor: minor(spendable), maxMinor: minor(Math.min(spendable, left)) };
}

function householdView(
  { members }: PaymentOptionsDeps,
  { purse, today }: Buyer,
  left: number,
): PaymentOptionsView['household'] {
  const { household } = purse;
  if (household === null) return null;
  const { headRef, lots, leftTodayMinor } = household;
  const head = members.byRef(headRef)?.member;
  return {
    ...walletView(spendableOf(lots, today), Math.min(left, leftTodayMinor ?? left)),
    headName: head?.name ?? null,
    headLatinName: head?.latinName ?? null,
    leftTodayMinor,
  };
}

function giftCardViews(
  { tenders }: Draft,
  { purse, today }: Buyer,
  leftBeside: (ownMinor: number) => number,
): PaymentOptionsView['giftCards'] {
  return purse.giftCards.map((card) => {
    const { codeId } = card.code;
    const own = tenders.giftCards.find((chosen) => chosen.codeId === codeId)?.amountMinor ?? 0;
    const spendable = spendableOfGiftCard(card, today);
    const balanceMinor = spendable.ok ? spendable.value : minor(0);
    return { codeId, balanceMinor, maxMinor: minor(Math.min(balanceMinor, leftBeside(own))) };
  });
}

/** What is spent of the wallet in this sale makes room in it. */
function changeRoom(
  { programme, members }: PaymentOptionsDeps,
  { buyerRef }: PurseOfBuyer,
  spentMinor: number,
): Minor | null {
  const known = buyerRef === null ? undefined : members.byRef(buyerRef);
  if (programme.wallet?.takesChange !== true || known === undefined) return null;
  const room = programme.wallet.balanceMaxMinor - known.walletMinor + spentMinor;
  return minor(Math.max(0, room));
}
