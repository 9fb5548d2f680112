/** The operations of the till's contract: who may do what, and nothing else. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { TillView } from '#shared/contracts/till-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { OpenBasket } from './basket/open-basket.ts';
import type { CodesHandlers } from './codes/codes-part.ts';
import type { LineCommands } from './commands/change-lines.ts';
import type { MemberCommands } from './commands/change-member.ts';
import type { OfferCommands } from './commands/choose-offers.ts';
import type { EnrolMember } from './commands/enrol-member.ts';
import type { PaymentHandlers } from './payment/payment-part.ts';
import type { CorrectionHandlers } from './corrections/create-corrections.ts';
import type { ProductStore } from './db/stores/product-store.ts';
import type { LedgerHealth } from './ledger-health.ts';
import type { EntryId, Ledger, StorageCode } from './ledger-port.ts';
import type { KnownMembers } from './members/known-members.ts';
import { createGuard } from './operators/guard.ts';
import type { Session } from './operators/session.ts';
import type { CheckPin } from './operators/sign-in.ts';
import type { BasketViews } from './queries/basket-view.ts';
import { findProducts } from './queries/find-products.ts';
import { memberRowOf } from './queries/member-panel.ts';
import type { ReceiptViews } from './queries/receipt-view.ts';
import type { StandingHandlers } from './standing/standing-handlers.ts';
import { memberSearch } from './queries/search-terms.ts';
import { operatorViewOf } from './queries/till-view.ts';
import type { ReaderLink } from './reader-link.ts';
import type { SafetyAtTill } from './safety/safety-at-till.ts';
import type { SyncHandlers } from './sync/sync-handlers.ts';
import type { Taps } from './taps/take-tap.ts';

export type TillHandlersDeps = LineCommands &
  OfferCommands &
  MemberCommands & {
    readonly enrolMember: EnrolMember;
    readonly checkPin: CheckPin;
    readonly codesHandlers: CodesHandlers;
    readonly standingHandlers: StandingHandlers;
    readonly correctionsHandlers: CorrectionHandlers;
    readonly safetyHandlers: SafetyAtTill['handlers'];
    readonly syncHandlers: SyncHandlers;
    readonly paymentHandlers: PaymentHandlers;
    readonly tillView: () => TillView;
    readonly session: Session;
    readonly basket: OpenBasket;
    readonly views: BasketViews;
    readonly receipts: ReceiptViews;
    readonly health: LedgerHealth;
    readonly members: KnownMembers;
    readonly products: ProductStore;
    readonly ledger: Ledger;
    readonly reader: ReaderLink;
    readonly taps: Taps;
    readonly chain: { readonly country: string };
    readonly demo: boolean;
  };

export function createTillHandlers(deps: TillHandlersDeps): Handlers<TillContract> {
  const signedIn = createGuard(deps.session);
  return {
    ...sessionHandlers(deps),
    ...queryHandlers(deps),
    ...deps.correctionsHandlers,
    ...deps.codesHandlers,
    ...deps.standingHandlers,
    ...deps.safetyHandlers,
    ...deps.syncHandlers,
    ...deps.paymentHandlers,
    attachMember: signedIn(deps.attachMember),
    detachMember: signedIn(deps.detachMember),
    enrolMember: signedIn(deps.enrolMember),
    addProduct: signedIn(deps.addProduct),
    addBarcode: signedIn(deps.addBarcode),
    addAmount: signedIn(deps.addAmount),
    setQuantity: signedIn(deps.setQuantity),
    removeLine: signedIn(deps.removeLine),
    undoLine: signedIn(deps.undoLine),
    clearBasket: signedIn(deps.clearBasket),
    choosePaymentMeans: signedIn(deps.choosePaymentMeans),
    wishOffers: signedIn(deps.wishOffers),
    receiptSeen: signedIn((seen: { readonly entryId: EntryId }) => markReceiptSeen(deps, seen.entryId)),
    tapDemoCard: ({ cardUid }) => (deps.demo ? deps.reader.tapDemoCard(cardUid) : err(appError('demo_only'))),
  };
}

function markReceiptSeen(
  { ledger, health }: TillHandlersDeps,
  entryId: EntryId,
): Result<Record<string, never>, AppError<'entry_unknown' | StorageCode>> {
  if (ledger.saleByEntry(entryId) === undefined) return err(appError('entry_unknown'));
  const marked = health.afterLedgerWrite(ledger.markReceiptSeen(entryId));
  return marked.ok ? ok({}) : marked;
}

function sessionHandlers(
  deps: TillHandlersDeps,
): Pick<Handlers<TillContract>, 'till' | 'signIn' | 'signOut'> {
  const { session, basket, views, health, taps } = deps;
  // Checking a PIN takes its time: what was said meanwhile is newer than the wish to sign in.
  let turn = 0;
  return {
    till: () => ok(deps.tillView()),
    signIn: async ({ operatorId, pin }) => {
      const turnAsked = turn;
      const operator = health.afterLedgerWrite(await deps.checkPin(operatorId, pin));
      if (!operator.ok) return operator;
      const isOvertaken = turn !== turnAsked && session.current()?.operatorId !== operatorId;
      if (isOvertaken) return err(appError('not_signed_in'));
      turn += 1;
      session.begin(operator.value);
      taps.forgetTaps();
      return ok({ operator: operatorViewOf(operator.value), basket: views.view(basket.draft()) });
    },
    signOut: () => {
      turn += 1;
      session.end();
      return ok({});
    },
  };
}

function queryHandlers(
  deps: TillHandlersDeps,
): Pick<
  Handlers<TillContract>,
  'searchMembers' | 'searchProducts' | 'searchOffers' | 'whyNot' | 'lastReceipt'
> {
  const signedIn = createGuard(deps.session);
  return {
    searchMembers: signedIn(({ text }: { readonly text: string }) => {
      const search = memberSearch(text, deps.chain.country);
      if (search.kind === 'tooShort') return err(appError('search_too_short'));
      return ok({ members: deps.members.search(search).map(memberRowOf) });
    }),
    searchProducts: signedIn(({ text }: { readonly text: string }) =>
      ok({ products: findProducts(deps.products, text) }),
    ),
    searchOffers: signedIn(({ text }: { readonly text: string }) =>
      ok(deps.views.searchOffers(deps.basket.draft(), text)),
    ),
    whyNot: signedIn(({ offerId }: { readonly offerId: string }) => {
      const view = deps.views.whyNot(deps.basket.draft(), offerId);
      return view === undefined ? err(appError('offer_unknown', { offerId })) : ok(view);
    }),
    lastReceipt: signedIn(() => {
      const sale = deps.ledger.newestSale();
      return ok({ receipt: sale === undefined ? null : deps.receipts.view(sale) });
    }),
  };
}
