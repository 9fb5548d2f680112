/** A sale paid in part or in whole with points, wallets and gift cards: what each pays, and which lots it takes. */

import type { BasketId } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { RedemptionRules } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ChosenGiftCard, ChosenTenders } from './chosen-tenders.ts';
import { couponWorths } from './coupon-worths.ts';
import type { CouponToPay } from './coupon-worths.ts';
import { spendGiftCard } from './decide-gift-card.ts';
import type { GiftCardRefusal, GiftCardState } from './decide-gift-card.ts';
import type { LotState } from './lot-state.ts';
import { pointsRange, refusalOfPoints } from './redemption-options.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { spendableOf, takeLots } from './take-lots.ts';
import type { AccountRef, Move } from './value-content.ts';
import type { RedeemDetail, Tender } from './value-details.ts';

export type PointsToPay = {
  readonly rules: RedemptionRules;
  readonly pointWorthMinor: Minor;
  readonly lots: readonly LotState[];
};

export type HouseholdToPay = {
  readonly headRef: MemberRef;
  /** Of the head's wallet. */
  readonly lots: readonly LotState[];
  /** What the buyer may still spend of it today; null without a limit. */
  readonly leftTodayMinor: Minor | null;
};

/** What there is to pay with; a part is null where it is no means of payment for this buyer. */
export type PurseOfBuyer = {
  /** Null for nobody in particular: points and wallets are a member's. */
  readonly buyerRef: MemberRef | null;
  readonly points: PointsToPay | null;
  /** Lots of the buyer's own wallet. */
  readonly wallet: readonly LotState[] | null;
  readonly household: HouseholdToPay | null;
  readonly coupons: readonly CouponToPay[];
  readonly giftCards: readonly GiftCardState[];
};

export type RedeemToDecide = {
  readonly basketId: BasketId;
  /** What the sale costs. */
  readonly dueMinor: Minor;
  readonly chosen: ChosenTenders;
  readonly purse: PurseOfBuyer;
  /** The store's local day. */
  readonly today: IsoDate;
};

export type Redeemed = { readonly detail: RedeemDetail; readonly moves: readonly Move[] };

export type RedeemCode =
  | 'amount_invalid'
  | 'member_missing'
  | 'points_off'
  | 'points_above_limit'
  | 'points_below_min'
  | 'points_off_step'
  | 'wallet_off'
  | 'balance_too_small'
  | 'household_limit'
  | 'code_unknown'
  | 'coupon_basket_too_small'
  | GiftCardRefusal
  | 'tenders_above_due';

type HeldTender = Tender & { readonly holderRef: MemberRef };
type Paid = { readonly tender: Tender; readonly moves: readonly Move[] };
type Outcome<Value> = Result<Value, Refusal<RedeemCode>>;

/** The tenders and what is paid outside of them are exactly what is due; anything that is not there is refused. */
export function decideRedeem(toDecide: RedeemToDecide): Outcome<Redeemed> {
  const { basketId, dueMinor } = toDecide;
  const paid: Paid[] = [];
  for (const part of partsOf(toDecide)) {
    if (!part.ok) return part;
    paid.push(part.value);
  }
  const tenders = paid.map(({ tender }) => tender);
  const outsideMinor = minor(dueMinor - addInt(...tenders.map(({ worthMinor }) => worthMinor)));
  if (outsideMinor < 0) return err(refusal('tenders_above_due', { overMinor: -outsideMinor }));
  const detail = { basketId, tenders, dueMinor, outsideMinor };
  return ok({ detail, moves: paid.flatMap(({ moves }) => moves) });
}

function* partsOf(toDecide: RedeemToDecide): Generator<Outcome<Paid>> {
  const { points, walletMinor, householdMinor, giftCards } = toDecide.chosen;
  for (const { codeId, worthMinor } of couponWorths(toDecide)) {
    yield paidByCoupon(toDecide, codeId, worthMinor);
  }
  if (points !== 0) yield paidByPoints(toDecide);
  if (walletMinor !== 0) yield paidByWallet(toDecide);
  if (householdMinor !== 0) yield paidByHousehold(toDecide);
  for (const [place, card] of giftCards.entries()) {
    const isRepeated = giftCards.findIndex(({ codeId }) => codeId === card.codeId) !== place;
    yield isRepeated ? err(refusal('amount_invalid')) : paidByGiftCard(toDecide, card);
  }
}

function paidByPoints({ chosen, purse, dueMinor, today }: RedeemToDecide): Outcome<Paid> {
  const { points: amount } = chosen;
  const { buyerRef, points } = purse;
  if (buyerRef === null) return err(refusal('member_missing'));
  if (points === null) return err(refusal('points_off'));
  const spendable = spendableOf(points.lots, today);
  const refused = refusalOfPoints(
    pointsRange({ ...points, spendable, dueMinor, otherMinor: minor(0) }),
    amount,
  );
  if (refused !== null) return err(refused);
  const worthMinor = minor(multiplyInt(amount, points.pointWorthMinor));
  const tender: HeldTender = { means: 'points', amount, worthMinor, codeId: null, holderRef: buyerRef };
  return spent(tender, { lots: points.lots, today });
}

function paidByWallet({ chosen, purse, today }: RedeemToDecide): Outcome<Paid> {
  if (purse.buyerRef === null) return err(refusal('member_missing'));
  if (purse.wallet === null) return err(refusal('wallet_off'));
  return spent(walletTender(purse.buyerRef, chosen.walletMinor), { lots: purse.wallet, today });
}

function paidByHousehold({ chosen, purse, today }: RedeemToDecide): Outcome<Paid> {
  const { household } = purse;
  if (purse.buyerRef === null) return err(refusal('member_missing'));
  if (household === null) return err(refusal('wallet_off'));
  const { leftTodayMinor } = household;
  if (leftTodayMinor !== null && chosen.householdMinor > leftTodayMinor)
    return err(refusal('household_limit', { leftMinor: leftTodayMinor }));
  return spent(walletTender(household.headRef, chosen.householdMinor), { lots: household.lots, today });
}

function walletTender(holderRef: MemberRef, amountMinor: Minor): HeldTender {
  return { means: 'wallet', amount: amountMinor, worthMinor: amountMinor, codeId: null, holderRef };
}

/** Lot by lot, so that each can come back as the lot that it was. */
function spent(
  tender: HeldTender,
  { lots, today }: { readonly lots: readonly LotState[]; readonly today: IsoDate },
): Outcome<Paid> {
  const draws = takeLots(lots, tender.amount, today);
  if (!draws.ok) return draws;
  const isPoints = tender.means === 'points';
  const from: AccountRef = {
    kind: 'member',
    memberRef: tender.holderRef,
    purse: isPoints ? 'points' : 'wallet',
  };
  const unit = isPoints ? 'points' : 'money';
  const moves = draws.value.map(({ lot, amount }): Move => ({
    unit,
    amount,
    from,
    to: paidWith,
    lot: lot.source,
  }));
  return ok({ tender, moves });
}

/** What is promised no longer, because it was kept: not money that came in. */
const paidWith: AccountRef = { kind: 'shop', account: 'redeemed' };

/** Nothing moves: a coupon was never worth anything but here. */
function paidByCoupon({ purse }: RedeemToDecide, codeId: Uuid, worthMinor: Minor): Outcome<Paid> {
  const coupon = purse.coupons.find((held) => held.codeId === codeId);
  if (coupon === undefined) return err(refusal('code_unknown'));
  const { basketMinMinor } = coupon.terms;
  if (worthMinor === 0) return err(refusal('coupon_basket_too_small', { basketMinMinor }));
  return ok({ tender: codeTender('coupon', codeId, worthMinor), moves: [] });
}

function paidByGiftCard(
  { purse, today }: RedeemToDecide,
  { codeId, amountMinor }: ChosenGiftCard,
): Outcome<Paid> {
  const card = purse.giftCards.find((held) => held.code.codeId === codeId);
  if (card === undefined) return err(refusal('code_unknown'));
  const move = spendGiftCard(card, amountMinor, today);
  if (!move.ok) return move;
  return ok({ tender: codeTender('giftCard', codeId, amountMinor), moves: [move.value] });
}

function codeTender(means: 'coupon' | 'giftCard', codeId: Uuid, worthMinor: Minor): Tender {
  return { means, amount: worthMinor, worthMinor, codeId, holderRef: null };
}
