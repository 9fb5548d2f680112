/** What was chosen to pay with, held against what there is: when it is chosen, when the basket changes, and when it pays. */

import type { BasketPaymentView, TenderView } from '#shared/contracts/till/payment-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { capTenders } from '#shared/ledger/value/cap-tenders.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { decideRedeem } from '#shared/ledger/value/decide-redeem.ts';
import type { RedeemCode, Redeemed } from '#shared/ledger/value/decide-redeem.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import type { Draft } from '../basket/draft.ts';
import { refused } from '../codes/codes-at-till.ts';
import type { ScoredBasket } from '../queries/basket-view.ts';
import type { MayRedeem, RedeemPart } from '../safety/may-redeem.ts';
import { permitted } from '../safety/permit.ts';
import type { RedemptionStop } from '../sync/redemption-limit.ts';
import type { Buyers } from './buyers.ts';

export type TenderCode = RedeemCode | 'redemption_not_allowed' | 'redemption_on_hold';

export type Tenders = {
  /** Cut to what there is to pay with, and to pay; as it is where nothing has to be cut. */
  readonly keep: (draft: Draft, dueOf: (draft: Draft) => Minor) => Draft;
  readonly decide: (draft: Draft, dueMinor: Minor) => Result<Redeemed, AppError<TenderCode>>;
  /** Refused where HQ stops redemption, and above what a cashier may redeem alone, unless somebody has approved it. */
  readonly permit: (
    redeemed: Redeemed,
    scored: ScoredBasket,
    approverId: OperatorId | null,
  ) => Result<null, AppError<'redemption_not_allowed' | 'redemption_on_hold' | 'approval_needed'>>;
  /** `undefined` while the basket is to be paid with money alone. */
  readonly view: (scored: ScoredBasket) => BasketPaymentView | undefined;
};

export type TendersDeps = {
  readonly buyers: Buyers;
  readonly mayRedeem: MayRedeem;
  /**
   * Stops gift cards and coupons as well. Their value is kept by this till alone, so that no other one can spend it while
   * this one is offline, and no limit of an offline till counts it. But a till that is stopped may be one of two copies,
   * each with the same codes, or in the wrong hands.
   */
  readonly redemptionStop: RedemptionStop;
};

export function createTenders({ buyers, mayRedeem, redemptionStop }: TendersDeps): Tenders {
  const decide: Tenders['decide'] = (draft, dueMinor) => {
    const { basketId, tenders: chosen } = draft;
    const decided = decideRedeem({ basketId, dueMinor, chosen, ...buyers.buyerOf(draft) });
    return decided.ok ? decided : err(refused(decided.error));
  };
  return {
    decide,
    keep: (draft, dueOf) => {
      if (!hasTenders(draft.tenders)) return draft;
      const toCap = { chosen: draft.tenders, dueMinor: dueOf(draft), ...buyers.buyerOf(draft) };
      const tenders = capTenders(toCap);
      return isSame(tenders, draft.tenders) ? draft : { ...draft, tenders, areTendersCut: true };
    },
    permit: ({ detail }, { cardLevel }, approverId) => {
      if (detail.tenders.length === 0) return ok(null);
      const stop = redemptionStop();
      if (stop !== null) return err(stop);
      const parts = detail.tenders.flatMap(partOf);
      if (parts.length === 0) return ok(null);
      if (parts.some(({ holderRef }) => buyers.isHeld(holderRef))) return err(appError('redemption_on_hold'));
      return permitted(mayRedeem(cardLevel, parts), approverId);
    },
    view: ({ draft, score }) => {
      const { tenders: chosen, areTendersCut: isCut } = draft;
      if (!hasTenders(chosen) && !isCut) return undefined;
      const decided = decide(draft, score.payableMinor);
      const tenders = decided.ok ? decided.value.detail.tenders : [];
      return {
        chosen: chosenView(chosen),
        tenders: tenders.map((tender) => tenderView(tender, draft.member?.memberRef ?? null)),
        outsideMinor: decided.ok ? decided.value.detail.outsideMinor : minor(score.payableMinor),
        isCut,
        isStale: !decided.ok,
      };
    },
  };
}

export function tenderView({ holderRef, ...tender }: Tender, buyerRef: MemberRef | null): TenderView {
  return { ...tender, isHousehold: holderRef !== null && holderRef !== buyerRef };
}

function chosenView({ coupons, giftCards, ...amounts }: ChosenTenders): BasketPaymentView['chosen'] {
  return { ...amounts, coupons: [...coupons], giftCards: [...giftCards] };
}

function partOf({ means, worthMinor, holderRef }: Tender): readonly RedeemPart[] {
  if (holderRef === null || (means !== 'points' && means !== 'wallet')) return [];
  return [{ holderRef, means, worthMinor }];
}

/** Amounts are only ever cut, and codes only ever left out: what has the same sums is the same. */
function isSame(left: ChosenTenders, right: ChosenTenders): boolean {
  return (
    left.coupons.length === right.coupons.length &&
    left.points === right.points &&
    left.walletMinor === right.walletMinor &&
    left.householdMinor === right.householdMinor &&
    left.giftCards.length === right.giftCards.length &&
    onCards(left) === onCards(right)
  );
}

function onCards({ giftCards }: ChosenTenders): number {
  return addInt(...giftCards.map(({ amountMinor }) => amountMinor));
}
