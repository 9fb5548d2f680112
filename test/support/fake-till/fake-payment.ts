/** Paying of the fake till: the real rules over one lot of points and one of credit for each member. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { BasketPaymentView, ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import type { ReceiptPaymentView } from '#shared/contracts/till/payment-views.ts';
import type { MemberPanel } from '#shared/contracts/till-views.ts';
import { addDays } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import { decideRedeem } from '#shared/ledger/value/decide-redeem.ts';
import type { PurseOfBuyer } from '#shared/ledger/value/decide-redeem.ts';
import { decideTopUp } from '#shared/ledger/value/decide-top-up.ts';
import type { LotState, LotUnit } from '#shared/ledger/value/lot-state.ts';
import { pointWorthMinor } from '#shared/ledger/value/point-worth.ts';
import { chipsOf, pointsRange } from '#shared/ledger/value/redemption-options.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { chain } from './demo-data.ts';
import type { FakeHandlers, FakeWorld } from './fake-world.ts';

const today = '2026-11-21';
const programme = chain.programme;
const redemption = programme?.points?.redemption ?? null;
const walletRules = programme?.wallet ?? null;
const endingPoints = 80;

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
              { amount: Math.max(1, tender.amount - endingPoints), madeOn: '2026-10-03' },
            ]
          : [],
    })),
    outsideMinor: payment.outsideMinor,
    changeIntoWalletMinor: minor(0),
  };
}

type Paying = 'paymentOptions' | 'chooseTenders' | 'walletOptions' | 'topUpWallet' | 'giveCredit';

export function fakePayment({ sale, members }: FakeWorld): FakeHandlers<Paying> {
  const memberOf = (memberRef: string): MemberPanel | undefined =>
    members.find(({ panel }) => panel.memberRef === memberRef)?.panel;
  const credited = (memberRef: string, amountMinor: Minor, cause: 'cash' | 'card' | 'transfer' | 'gift') => {
    const member = memberOf(memberRef);
    if (member === undefined) return err(appError('member_unknown'));
    const walletMinor = minor(member.walletMinor + amountMinor);
    sale.setMember({ ...member, walletMinor });
    const toppedUp = {
      entryId: pageIds.uuid(),
      receiptNumber: 'T1-0521-0099',
      atMs: epochMs(Date.now()),
      cause,
      amountMinor,
      member: { name: member.name, latinName: member.latinName },
      expiresOn: cause === 'gift' ? '2027-02-19' : null,
      balanceMinor: walletMinor,
    };
    return ok({ toppedUp, basket: sale.view() });
  };
  return {
    paymentOptions: () => {
      const { member, score, payment } = sale.view();
      const purse = purseOf(member);
      const chosenPoints = payment?.tenders.find(({ means }) => means === 'points')?.worthMinor ?? 0;
      const paid = score.payableMinor - (payment?.outsideMinor ?? score.payableMinor);
      const at = purse.points && {
        ...purse.points,
        spendable: member?.pointsBalance ?? 0,
        dueMinor: score.payableMinor,
        otherMinor: minor(paid - chosenPoints),
      };
      const walletMinor = member?.walletMinor ?? 0;
      return ok({
        dueMinor: score.payableMinor,
        points: at && {
          ...pointsRange(at),
          spendable: at.spendable,
          pointWorthMinor: at.pointWorthMinor,
          index: redemption?.index ? { name: redemption.index.name, date: '2026-11-19' } : null,
          chips: [...chipsOf(at, Math.min(endingPoints, at.spendable))],
          expiring: [{ endsOn: '2026-12-05', points: Math.min(endingPoints, at.spendable) }],
        },
        wallet: member && {
          spendableMinor: minor(walletMinor),
          maxMinor: minor(
            Math.min(
              walletMinor,
              (payment?.outsideMinor ?? score.payableMinor) + (payment?.chosen.walletMinor ?? 0),
            ),
          ),
        },
        household: null,
        giftCards: [],
        changeRoomMinor: member && minor(500_000_000),
      });
    },
    chooseTenders: ({ tenders }) => {
      const { member, score } = sale.view();
      const decided = redeem({ member, chosen: tenders, dueMinor: score.payableMinor });
      if (!decided.ok) return err(appError(decided.error.code, decided.error.details));
      sale.setTenders(tenders);
      return ok(sale.view());
    },
    walletOptions: ({ memberRef }) => {
      const member = memberOf(memberRef);
      if (member === undefined) return err(appError('member_unknown'));
      if (walletRules === null) return err(appError('wallet_off'));
      return ok({
        balanceMinor: member.walletMinor,
        topUpMinMinor: walletRules.topUpMinMinor,
        topUpMaxMinor: walletRules.topUpMaxMinor,
        roomMinor: minor(walletRules.balanceMaxMinor - member.walletMinor),
        gifts: walletRules.gifts.map(({ reasonId, name, maxMinor }) => ({ reasonId, name, maxMinor })),
        giftAloneMinor: minor(1_000_000),
      });
    },
    topUpWallet: ({ memberRef, amountMinor, means }) => {
      const balanceMinor = minor(memberOf(memberRef)?.walletMinor ?? 0);
      const asked = { memberRef, cause: means, reasonId: null, amountMinor, balanceMinor, today };
      const decided = decideTopUp({ ...asked, rules: walletRules });
      if (!decided.ok) return err(appError(decided.error.code, decided.error.details));
      return credited(memberRef, amountMinor, means);
    },
    giveCredit: ({ memberRef, amountMinor, approval }) =>
      amountMinor > 1_000_000 && approval === null
        ? err(appError('approval_needed'))
        : credited(memberRef, amountMinor, 'gift'),
  };
}

type Redeemed = Extract<ReturnType<typeof redeem>, { ok: true }>['value'];

function tendersOf({ detail }: Redeemed): BasketPaymentView['tenders'] {
  return detail.tenders.map(({ holderRef: _holder, ...tender }) => ({ ...tender, isHousehold: false }));
}

function redeem({ member, chosen, dueMinor }: Choice) {
  return decideRedeem({ basketId: pageIds.uuid(), dueMinor, chosen, purse: purseOf(member), today });
}

function purseOf(member: MemberPanel | null): PurseOfBuyer {
  const codes = { household: null, coupons: [], giftCards: [] };
  if (member === null) return { buyerRef: null, points: null, wallet: null, ...codes };
  const ending = Math.min(endingPoints, member.pointsBalance);
  return {
    buyerRef: member.memberRef,
    points: redemption && {
      rules: redemption,
      pointWorthMinor: pointWorthMinor(redemption, today),
      lots: [
        lotOf('points', ending, addDays(today, 14)),
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
  return { source, unit, origin: 'earned', madeOn: today, releaseOn: null, expiresOn, open, held: 0 };
}
