/** The basket and its sale: what is on the screen, what is being booked, and the receipt of what was booked. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { BasketView, ReceiptView } from '#shared/contracts/till-views.ts';
import type { CashReceived } from '#shared/contracts/till/payment-operations.ts';
import type { Uuid } from '#shared/kernel/ids.ts';

/** Kept until it is answered, so that pressing again after a failure is the same command. */
export type PendingPay = {
  readonly commandId: Uuid;
  readonly basketId: Uuid;
  readonly revision: number;
  readonly cash?: CashReceived;
};

type SaleToPay = Pick<BasketView, 'basketId' | 'revision'> & Pick<PendingPay, 'cash'>;

export type ShownReceipt = {
  readonly receipt: ReceiptView;
  /** `recalled`: looked up again later; `unseen`: booked just before the till restarted. */
  readonly origin: 'sale' | 'unseen' | 'recalled';
  /** The code by which another till can give the sale back, once somebody asked for it on the slip. */
  readonly refundCode?: string;
};

export type BasketState = {
  readonly basket: BasketView | null;
  readonly pendingPay: PendingPay | null;
  readonly isPaying: boolean;
  /** The changes that were sent and not answered yet: true when all of them succeed. Null when there are none. */
  readonly underWay: Promise<boolean> | null;
  readonly shownReceipt: ShownReceipt | null;
};

export type BasketStore = StoreApi<BasketState>;

export function createBasketStore(): BasketStore {
  return createStore<BasketState>(() => ({
    basket: null,
    pendingPay: null,
    isPaying: false,
    underWay: null,
    shownReceipt: null,
  }));
}

/** Notes a change that was sent, until it is answered. */
export function noteChange(store: BasketStore, change: Promise<boolean>): void {
  const earlier = store.getState().underWay ?? Promise.resolve(true);
  const underWay = Promise.all([earlier, change]).then(([before, now]) => before && now);
  store.setState({ underWay });
  void underWay.then(() => {
    if (store.getState().underWay === underWay) store.setState({ underWay: null });
  });
}

/** An answer that was overtaken by a newer one of the same basket changes nothing. */
export function receiveBasket(store: BasketStore, next: BasketView): void {
  const { basket } = store.getState();
  if (basket?.basketId === next.basketId && next.revision < basket.revision) return;
  store.setState({ basket: next });
}

/** The one command for this revision of this basket: the pending one if it has not been answered yet. */
export function payCommand(store: BasketStore, sale: SaleToPay, newId: () => Uuid): PendingPay {
  const { pendingPay } = store.getState();
  const { basketId, revision, cash } = sale;
  if (pendingPay?.basketId === basketId && pendingPay.revision === revision) return pendingPay;
  const fresh: PendingPay = {
    commandId: newId(),
    basketId,
    revision,
    ...(cash === undefined ? {} : { cash }),
  };
  store.setState({ pendingPay: fresh });
  return fresh;
}
