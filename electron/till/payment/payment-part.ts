/** Paying with points, wallets and codes, and filling wallets, put together by hand. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import { receiptNumber, tillCode } from '#shared/domain/receipt-number.ts';
import { ok } from '#shared/kernel/result.ts';
import { hasTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { OpenBasket } from '../basket/open-basket.ts';
import type { Draft } from '../basket/draft.ts';
import type { CodesAtTill } from '../codes/codes-at-till.ts';
import type { RunBasketCommand } from '../commands/basket-command.ts';
import type { PaySale, SaleToPay } from '../commands/pay-sale.ts';
import type { ReadDb } from '../db/database.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import { createStandingByMember } from '../standing/standing-by-member.ts';
import { createStandingStore } from '../db/stores/standing-store.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger } from '../ledger-port.ts';
import type { KnownMembers } from '../members/known-members.ts';
import type { Approve } from '../operators/approval.ts';
import { createGuard, createWaitingGuard } from '../operators/guard.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import type { BasketViews } from '../queries/basket-view.ts';
import { createBookAsked } from '../safety/book-asked.ts';
import type { BookAsked } from '../safety/book-asked.ts';
import type { RedemptionGate } from '../safety/redemption-gate.ts';
import { createBuyers } from './buyers.ts';
import type { Buyers } from './buyers.ts';
import { createChooseTenders } from './choose-tenders.ts';
import { createFillWallet } from './fill-wallet.ts';
import { createOfflineLeft } from './offline-left.ts';
import { createPaymentOptions } from './payment-options.ts';
import { createReceiptPayments } from './receipt-payment.ts';
import type { ReceiptPayments } from './receipt-payment.ts';
import { createPartsToReserve } from './parts-to-reserve.ts';
import type { PartsToReserve } from './parts-to-reserve.ts';
import { createSettleSale } from './settle-sale.ts';
import type { SettleSale } from './settle-sale.ts';
import { createTenders } from './tenders.ts';
import type { Tenders } from './tenders.ts';

export type PaymentHandlers = Pick<
  Handlers<TillContract>,
  'paymentOptions' | 'chooseTenders' | 'paySale' | 'walletOptions' | 'topUpWallet' | 'giveCredit'
>;

export type PaymentPart = {
  readonly buyers: Buyers;
  readonly tenders: Tenders;
  readonly settle: SettleSale;
  readonly receiptPayments: ReceiptPayments;
  readonly partsToReserve: PartsToReserve;
};

export type PaymentPartDeps = {
  readonly db: ReadDb;
  readonly chain: ChainAtTill;
  readonly ledger: Ledger;
  readonly members: KnownMembers;
  readonly codes: CodesAtTill;
  readonly ports: Pick<TillPorts, 'clock' | 'sha256'>;
  readonly gate: RedemptionGate;
};

export function createPaymentPart({
  db,
  chain,
  ledger,
  members,
  codes,
  ports,
  gate,
}: PaymentPartDeps): PaymentPart {
  const { programme } = chain;
  const { sha256 } = ports;
  const buyers = createBuyers({
    members,
    codes,
    programme,
    standing: createStandingByMember(createStandingStore(db), members),
  });
  const tenders = createTenders({ buyers, mayRedeem: gate.mayRedeem, redemptionStop: gate.stop });
  const settle = createSettleSale({ tenders, codes, programme, sha256 });
  return {
    buyers,
    tenders,
    settle,
    receiptPayments: createReceiptPayments(ledger),
    partsToReserve: createPartsToReserve({ gate, tenders, sha256 }),
  };
}

export type PaymentHandlersDeps = PaymentPart &
  PaymentPartDeps & {
    readonly session: Session;
    readonly approve: Approve;
    readonly health: LedgerHealth;
    readonly basket: Pick<OpenBasket, 'draft'>;
    readonly views: Pick<BasketViews, 'view' | 'scored'>;
    readonly run: RunBasketCommand;
    readonly paySale: PaySale;
  };

export function createPaymentHandlers(deps: PaymentHandlersDeps): PaymentHandlers {
  const { basket, views, run, tenders, chain } = deps;
  const { programme } = chain;
  const signedIn = createGuard(deps.session);
  const waiting = createWaitingGuard(deps.session);
  const dueOf = (draft: Draft): Minor => views.scored(draft).score.payableMinor;
  const offlineLeft = createOfflineLeft(deps.gate.leftToRedeem);
  const options = createPaymentOptions({ ...deps, programme, offlineLeft });
  const code = tillCode(chain.tillName, chain.deviceId);
  const fillWallet = createFillWallet({
    ...deps,
    programme,
    basketView: () => views.view(basket.draft()),
    receiptNumber: ({ businessDay, seq }) => receiptNumber(code, businessDay, seq),
    sha256: deps.ports.sha256,
  });
  return {
    paymentOptions: signedIn(() => ok(options(basket.draft(), dueOf(basket.draft())))),
    chooseTenders: signedIn(createChooseTenders({ run, tenders, dueOf })),
    paySale: createPayHandler(deps),
    walletOptions: signedIn(({ memberRef }: { readonly memberRef: MemberRef }) =>
      fillWallet.walletOptions(memberRef),
    ),
    topUpWallet: signedIn(fillWallet.topUp),
    giveCredit: waiting(fillWallet.giveCredit),
  };
}

/** Answered at once, but where a manager's PIN has to be checked first, or HQ has to be asked. */
function createPayHandler(deps: PaymentHandlersDeps): PaymentHandlers['paySale'] {
  const { session, ledger } = deps;
  const bookAsked: BookAsked = createBookAsked(deps);
  const alone = createGuard(session)((sale: SaleToPay, operator) => deps.paySale(sale, operator));
  const waiting = createWaitingGuard(session)(
    ({ approval, ...sale }: SaleToPay & { readonly approval?: Approval | undefined }, operator) =>
      bookAsked({
        operator,
        approval,
        isBooked: () => ledger.saleByBasket(sale.basketId) !== undefined,
        request: () => redeemedParts(deps, sale),
        book: (approverId) => deps.paySale(sale, operator, approverId ?? undefined),
      }),
  );
  return ({ approval, ...sale }) => {
    const isAsked = redeemedParts(deps, sale) !== null;
    return approval === undefined && !isAsked ? alone(sale) : waiting({ ...sale, approval });
  };
}

/** Null for a basket that is another one by now, or is paid already: what it is refused or answered with needs no HQ. */
function redeemedParts(
  { basket, views, ledger, partsToReserve }: PaymentHandlersDeps,
  { basketId, revision }: SaleToPay,
): ReturnType<PartsToReserve> {
  const draft = basket.draft();
  // Only the very revision that is reserved may be booked: it must not become another one while HQ is asked.
  const isAsShown = draft.basketId === basketId && draft.revision === revision;
  if (!isAsShown || ledger.saleByBasket(basketId) !== undefined) return null;
  if (!hasTenders(draft.tenders)) return null;
  return partsToReserve(draft, views.scored(draft).score.payableMinor);
}
