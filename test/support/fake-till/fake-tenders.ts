/** What the fake till's basket is paid with: the real rules over one lot of points and one of credit. */

import type {
  BasketPaymentView,
  ChosenTendersView,
  ReceiptPaymentView,
} from '#shared/contracts/till/payment-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { decideRedeem } from '#shared/ledger/value/decide-redeem.ts';
import type { PurseOfBuyer } from '#shared/ledger/value/decide-redeem.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain } from './demo-data.ts';

export const fakeToday = '2026-11-21';
export const redemption = chain.programme?.points?.redemption ?? null;
export const endingPoints = 80;

type Choice = {
  readonly member: MemberPanel | null;
  readonly chosen: ChosenTendersView;
  readonly dueMinor: Minor;
};

export function fakePaymentOf(choice: Choice): BasketPaymentView | undefined {
  if (!hasTenders(choice.chosen)) return undefined;
  const decided = redeem(choice);
  return {
    chosen: choice.chosen,
    tenders: decided.ok ? tendersOf(decided.value) : [],
    outsideMinor: decided.ok ? decided.value.detail.outsideMinor : choice.dueMinor,
    isCut: false,
    isStale: !decided.ok,
  };
}

/** What the slip says of it; `undefined` for money alone. */
export function fakeReceiptPayment(payment: BasketPaymentView | undefined): ReceiptPaymentView | undefined {
  if (payment === undefined) return undefined;
  return {
    tenders: payment.tenders.map((tender) => ({
      ...tender,
      lots:
        tender.means === 'points'
          ? [
              { amount: Math.min(endingPoints, tender.amount), madeOn: null },
              { amount: tender.amount - endingPoints, madeOn: '2026-10-03' },
            ].filter(({ amount }) => amount > 0)
          : [],
    })),
    outsideMinor: payment.outsideMinor,
    changeIntoWalletMinor: minor(0),
  };
}

type Redeemed = Extract<ReturnType<typeof redeem>, { ok: true }>['value'];

function tendersOf({ detail }: Redeemed): BasketPaymentView['tenders'] {
  return detail.tenders.map(({ holderRef: _holder, ...tender }) => ({ ...tender, isHousehold: false }));
}

export function redeem({ member, chosen, dueMinor }: Choice) {
  return decideRedeem({
    basketId: pageIds.uuid(),
    dueMinor,
    chosen,
    purse: purseOf(member),
    today: fakeToday,
  });
}

export function purseOf(member: MemberPanel | null): PurseOfBuyer {
  const codes = { household: null, coupons: [], giftCards: [] };
  if (member === null) return { buyerRef: null, points: null, wallet: null, ...codes };
  const ending = Math.min(endingPoints, member.pointsBalance);
  return {
    buyerRef: member.memberRef,
    points: redemption && {
      rules: redemption,
      pointWorthMinor: pointWorthMinor(redemption, fakeToday),
      lots: [
        lotOf('points', ending, addDays(fakeToday, 14)),
        lotOf('points', points(member.pointsBalance - ending), null),
      ],
    },
    wallet: [lotOf('money', member.walletMinor, null)],
    ...codes,
  };
}

function lotOf(unit: LotUnit, open: number, expiresOn: string | null): LotState {
  const entryId = uuid(`018bd4ad-2940-70c6-ba4a-c6331c7e30${expiresOn === null ? '1' : '2'}0`);
  const source = { kind: 'entry', entryId, line: 0 } as const;
  return { source, unit, origin: 'earned', madeOn: fakeToday, releaseOn: null, expiresOn, open, held: 0 };
}
