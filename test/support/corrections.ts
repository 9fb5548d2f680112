/** Sales of the tiny chain and their refunds, as a screen asks for them. */

import { expectOk } from './expect-ok.ts';
import { present } from './present.ts';
import { ruleSetOf } from './scoring.ts';
import { manager, sara, tinyChainData } from './till-chain.ts';
import type { ChainData } from './till-chain.ts';
import { basketOf } from './till-world.ts';
import type { TillRun, TillWorld } from './till-world.ts';
import type { ReceiptView } from '#shared/contracts/till-views.ts';
import type { SaleLeftView } from '#shared/contracts/till/corrections-views.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { noTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { MemberRef } from '#shared/domain/member.ts';

export const bySecondPerson = { operatorId: manager.operatorId, pin: manager.pin };

/** Sold to the member for cash; null for nobody known. Amounts are one line each. */
export async function sellAmounts(
  { id }: TillWorld,
  run: TillRun,
  sold: {
    readonly member?: MemberRef | null;
    readonly amounts: readonly number[];
    /** Of the member, as a means of payment. */
    readonly points?: number;
  },
): Promise<ReceiptView> {
  const { basketId } = await basketOf(run);
  const member = sold.member === undefined ? sara : sold.member;
  if (member !== null) {
    expectOk(await run.screen.attachMember({ commandId: id(), basketId, memberRef: member, cardUid: null }));
  }
  for (const amountMinor of sold.amounts) {
    expectOk(await run.screen.addAmount({ commandId: id(), basketId, amountMinor }));
  }
  if (sold.points !== undefined) {
    const tenders = { ...noTenders, coupons: [], giftCards: [], points: sold.points };
    expectOk(await run.screen.chooseTenders({ commandId: id(), basketId, tenders }));
  }
  const { revision } = await basketOf(run);
  return expectOk(await run.screen.paySale({ commandId: id(), basketId, revision })).receipt;
}

export async function leftOf(run: TillRun, { entryId }: Pick<ReceiptView, 'entryId'>): Promise<SaleLeftView> {
  return expectOk(await run.screen.saleLeft({ entryId }));
}

type Refund = Parameters<TillRun['screen']['refundSale']>[0];

/** A refund of some of the lines, by their place, or of all; for the sum that the preview says. */
export async function refundCommand(
  { id }: TillWorld,
  run: TillRun,
  asked: {
    readonly sale: Pick<ReceiptView, 'entryId'>;
    readonly places?: readonly number[];
  } & Partial<Refund>,
): Promise<Refund> {
  const { sale, places, ...changed } = asked;
  const left = await leftOf(run, sale);
  const lines = (places ?? []).map((place) => ({ lineId: present(left.lines[place]).lineId, quantity: 1 }));
  const wish = {
    entryId: sale.entryId,
    scope: changed.scope ?? (places === undefined ? ('whole' as const) : ('lines' as const)),
    lines,
    toWallet: changed.toWallet ?? false,
  };
  const preview = await run.screen.previewRefund(wish);
  const refundMinor = preview.ok ? preview.value.refundMinor : present(changed.refundMinor);
  return { commandId: id(), reasonId: 'returned', approval: null, refundMinor, ...wish, ...changed };
}

/** Points and wallet as a basket of the member shows them; the basket is nobody's again afterwards. */
export async function balancesOf(
  { id }: TillWorld,
  run: TillRun,
  memberRef: MemberRef = sara,
): Promise<readonly number[]> {
  const { basketId } = await basketOf(run);
  const attach = { commandId: id(), basketId, memberRef, cardUid: null };
  const { member } = expectOk(await run.screen.attachMember(attach));
  expectOk(await run.screen.detachMember({ commandId: id(), basketId }));
  return [present(member).pointsBalance, present(member).walletMinor];
}

export const secondManager = {
  operatorId: uuid('0193a0b0-0000-4000-8000-0000000000a3'),
  pin: '40917352',
};

/** Two managers, so that one can approve what the other one does. */
export function twoManagers(): ChainData {
  const data = tinyChainData();
  const { operatorId, pin: initialPin } = secondManager;
  const second = { operatorId, name: 'فرهاد', latinName: 'Farhad', role: 'manager', initialPin } as const;
  return { ...data, chain: { ...data.chain, operators: [...data.chain.operators, second] } };
}

/** Every sale gives a coupon of its own, and nothing else. */
export function couponWithEachSale(): ChainData {
  const ruleSet = ruleSetOf({
    offers: [
      {
        offerId: 'thanks',
        effects: [
          {
            kind: 'coupon',
            couponId: 'thanks-30',
            name: { fa: 'کوپن', en: 'Coupon' },
            worthMinor: 300_000,
            expireAfterDays: 10,
          },
        ],
      },
    ],
  });
  return { ...tinyChainData(), ruleSet };
}
