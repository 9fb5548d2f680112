/** Books the open basket as a sale: once, as the cashier saw it, as a whole or not at all. */

import type { BasketView, ReceiptView } from '#shared/contracts/till-views.ts';
import type { CashReceived } from '#shared/contracts/till/payment-operations.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { businessDay } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { OwnUses } from '../members/own-uses.ts';
import type { EntryId, Ledger, SaleToBook, StorageCode } from '../ledger-port.ts';
import type { SettleCode, SettleSale } from '../payment/settle-sale.ts';
import type { ScoredBasket } from '../queries/basket-view.ts';
import type { ReceiptViews } from '../queries/receipt-view.ts';
import { usesOfListed } from '../queries/uses-of-listed.ts';
import type { BasketCommand, BasketCommandDeps } from './basket-command.ts';
import type { SaleFollowUp } from './sale-follow-up.ts';

export type PaidSale = { readonly receipt: ReceiptView; readonly basket: BasketView };
export type PayCode = 'basket_empty' | 'basket_changed' | SettleCode | StorageCode;
export type SaleToPay = BasketCommand & { readonly revision: number; readonly cash?: CashReceived };
/** `approverId`: who has approved a redemption that a cashier may not book alone. */
export type PaySale = (
  sale: SaleToPay,
  operator: Operator,
  approverId?: OperatorId,
) => Result<PaidSale, AppError<PayCode>>;

export type PaySaleDeps = BasketCommandDeps & {
  readonly ledger: Ledger;
  readonly receipts: ReceiptViews;
  readonly store: Store;
  readonly clock: Clock;
  readonly ownUses: Pick<OwnUses, 'changed'>;
  /** How it is paid; a sale that cannot be paid so is not booked. */
  readonly settle: SettleSale;
  /** What else a sale leads to; each is asked once, before the sale is booked. */
  readonly followUps: readonly SaleFollowUp[];
  readonly forgetTaps: () => void;
};

export function createPaySale(deps: PaySaleDeps): PaySale {
  const { basket, views, health, ledger } = deps;
  const paid = (entryId: EntryId, cash: CashReceived | undefined): PaidSale => {
    const sale = ledger.saleByEntry(entryId);
    invariant(sale !== undefined, 'a booked sale can be read back');
    const receipt = withCash(deps.receipts.view(sale), cash);
    return { receipt, basket: views.view(basket.draft()) };
  };
  return ({ commandId, basketId, revision, cash }, operator, approverId) => {
    // One basket is one sale: paying it again, by whatever command, finds the sale that it became.
    const earlier = ledger.saleByBasket(basketId);
    if (earlier !== undefined) return ok(paid(earlier.entryId, cash));
    const draft = basket.draft();
    if (basketId !== draft.basketId || revision !== draft.revision) return err(appError('basket_changed'));
    if (draft.lines.length === 0) return err(appError('basket_empty'));
    const scored = views.scored(draft);
    if (views.isShownOtherwise(scored)) return err(appError('basket_changed'));
    const allowed = health.mayWrite();
    if (!allowed.ok) return allowed;
    const settled = deps.settle({ scored, operator, cash, approverId: approverId ?? null });
    if (!settled.ok) return settled;
    const following = deps.followUps.map((followUp) => followUp({ scored, operator }));
    const sale = {
      commandId,
      operatorId: operator.operatorId,
      ...saleOf(deps, scored),
      followedBy: (saleEntryId: EntryId) =>
        [settled.value, ...following].flatMap((entries) => entries(saleEntryId)),
    };
    const booked = health.afterLedgerWrite(ledger.bookSale(sale));
    if (!booked.ok) return booked;
    deps.ownUses.changed(scored.score.offers.map(({ offerId }) => offerId));
    basket.leaveSold(commandId);
    deps.forgetTaps();
    return ok(paid(booked.value.entryId, cash));
  };
}

/** Cash is counted over the desk and kept nowhere: only whoever counts it is shown what goes back. */
function withCash(receipt: ReceiptView, cash: CashReceived | undefined): ReceiptView {
  if (cash === undefined) return receipt;
  const moneyAlone = {
    tenders: [],
    outsideMinor: receipt.score.payableMinor,
    changeIntoWalletMinor: minor(0),
  };
  const payment = receipt.payment ?? moneyAlone;
  const { receivedMinor } = cash;
  const changeMinor = minor(
    Math.max(0, receivedMinor - payment.outsideMinor - payment.changeIntoWalletMinor),
  );
  return { ...receipt, payment: { ...payment, cash: { receivedMinor, changeMinor } } };
}

/** Scored again here: what is booked never depends on what a page says. */
function saleOf(
  deps: PaySaleDeps,
  scored: ScoredBasket,
): Omit<SaleToBook, 'commandId' | 'operatorId' | 'followedBy'> {
  const { draft, known, facts, moment, cardLevel, limitUses, ruleSet, score } = scored;
  return {
    basketId: draft.basketId,
    storeId: deps.store.storeId,
    businessDay: businessDay(deps.clock.nowMs(), deps.store),
    memberRef: known?.member.memberRef ?? null,
    cardLevel,
    lines: draft.lines.map(({ place: _place, ...line }) => line),
    facts,
    moment,
    paymentMeans: draft.paymentMeans,
    limitUses: usesOfListed(limitUses, ruleSet.compiled, score),
    wish: draft.wish,
    score,
    ruleSetJson: ruleSet.body,
    offerOf: (offerId) => ruleSet.compiled.byId.get(offerId)?.offer,
  };
}
