/** The basket of the fake till: lines, a member and a wish in memory. */

import type { BasketLineView, BasketView, MemberPanel, ReceiptView } from '#shared/contracts/till-views.ts';
import type { ProductGroupId, ProductId } from '#shared/domain/product.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import { nothingChosen } from '#renderer/cashier/stores/payment-store.ts';
import { fakePaymentOf, fakeReceiptPayment } from './fake-tenders.ts';
import { noWish } from '#renderer/cashier/stores/wish.ts';
import type { Wish } from '#renderer/cashier/stores/wish.ts';
import { store } from './demo-data.ts';
import type { FakeOffer } from './fake-offer.ts';
import { fakeScore } from './fake-score.ts';

export type FakeLine = BasketLineView & {
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
};

export type FakeSale = {
  readonly view: () => BasketView;
  readonly lines: () => readonly FakeLine[];
  readonly setLines: (lines: readonly FakeLine[]) => void;
  readonly undo: () => void;
  readonly setMember: (member: MemberPanel | null) => void;
  readonly setWish: (wish: Wish) => void;
  readonly setPaymentMeans: (paymentMeans: PaymentMeans | null) => void;
  readonly setTenders: (tenders: ChosenTendersView) => void;
  readonly offers: () => readonly FakeOffer[];
  readonly book: (operator: ReceiptView['operator']) => ReceiptView;
};

type Choice = {
  readonly wish: Wish;
  readonly paymentMeans: PaymentMeans | null;
  readonly tenders: ChosenTendersView;
};

const nothingAsked: Choice = { wish: noWish, paymentMeans: null, tenders: nothingChosen };

/** `offers` are those in force at the moment of the question. */
export function createFakeSale(
  offers: () => { readonly live: readonly FakeOffer[]; readonly isProven: boolean },
): FakeSale {
  let basketId = pageIds.uuid();
  let revision = 0;
  let lines: readonly FakeLine[] = [];
  let earlier: readonly FakeLine[] | null = null;
  let member: MemberPanel | null = null;
  let receipts = 0;
  let choice = nothingAsked;
  const choose = (chosen: Partial<Choice>): void => {
    choice = { ...choice, ...chosen };
    revision += 1;
  };

  const view = (): BasketView => {
    const hasMember = member !== null;
    const { live, isProven } = offers();
    const { wish, paymentMeans, tenders } = choice;
    const score = fakeScore({ lines, hasMember, wish, offers: live, isProven });
    const payment = fakePaymentOf({ member, chosen: tenders, dueMinor: score.payableMinor });
    return {
      basketId,
      revision,
      lines: [...lines],
      member,
      score,
      paymentMeans,
      wish: { with: [...wish.with], without: [...wish.without] },
      canUndo: earlier !== null,
      ...(payment === undefined ? {} : { payment }),
    };
  };
  const setLines = (next: readonly FakeLine[]): void => {
    earlier = lines;
    lines = next;
    revision += 1;
  };
  return {
    view,
    lines: () => lines,
    setLines,
    undo: () => {
      lines = earlier ?? lines;
      earlier = null;
      revision += 1;
    },
    setMember: (next) => {
      member = next;
      revision += 1;
    },
    setWish: (wish) => choose({ wish }),
    setPaymentMeans: (paymentMeans) => choose({ paymentMeans }),
    setTenders: (tenders) => choose({ tenders }),
    offers: () => offers().live,
    book: (operator) => {
      const { score, payment } = view();
      receipts += 1;
      const receipt = receiptOf({ lines, member, score, payment, number: receipts, operator });
      basketId = pageIds.uuid();
      revision = 0;
      lines = [];
      earlier = null;
      member = null;
      choice = nothingAsked;
      return receipt;
    },
  };
}

type Booked = {
  readonly lines: readonly FakeLine[];
  readonly member: MemberPanel | null;
  readonly score: BasketView['score'];
  readonly payment: BasketView['payment'];
  readonly number: number;
  readonly operator: ReceiptView['operator'];
};

function receiptOf({ lines, member, score, payment, number, operator }: Booked): ReceiptView {
  const paid = fakeReceiptPayment(payment);
  return {
    entryId: pageIds.uuid(),
    receiptNumber: `T1-0521-${String(number).padStart(4, '0')}`,
    soldAtMs: epochMs(Date.now()),
    storeName: store.name,
    operator,
    member,
    lines: lines.flatMap((line, index) => {
      const scored = score.lines[index];
      return scored === undefined ? [] : [{ ...line, ...scored }];
    }),
    score,
    balances: member === null ? null : balancesAfter(member, score),
    ...(paid === undefined ? {} : { payment: paid }),
  };
}

function balancesAfter(
  member: MemberPanel,
  score: BasketView['score'],
): NonNullable<ReceiptView['balances']> {
  return {
    pointsBalance: points(member.pointsBalance + score.pointsEarned),
    walletMinor: minor(member.walletMinor + score.walletCreditMinor),
  };
}
