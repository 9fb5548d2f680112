/** Choosing what pays besides money: the till decides, the newest answer wins. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ChosenTendersView, PaymentOptionsView } from '#shared/contracts/till/payment-views.ts';
import { minor } from '#shared/domain/money.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { noteChange, receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import type { TillCaller } from './till-caller.ts';

export type PaymentState = {
  /** Null until the first answer. */
  readonly options: PaymentOptionsView | null;
  /** Why the last thing that was asked for was refused; null when it was not. */
  readonly error: AppError | null;
};

export type Payment = {
  readonly store: StoreApi<PaymentState>;
  /** Asks what there is to pay with: when the window opens, and whenever the basket has changed. */
  readonly ask: () => void;
  /** The rest of what was chosen stays as it is. False when the till refused. */
  readonly choose: (changed: Partial<ChosenTendersView>) => Promise<boolean>;
  readonly tell: (error: AppError | null) => void;
  readonly clear: () => void;
};

export const nothingChosen: ChosenTendersView = {
  coupons: [],
  points: 0,
  walletMinor: minor(0),
  householdMinor: minor(0),
  giftCards: [],
};

const nothingAsked: PaymentState = { options: null, error: null };

export function createPayment(stores: CashierStores, caller: TillCaller, ids: Ids): Payment {
  const store = createStore<PaymentState>(() => nothingAsked);
  let questions = 0;
  const ask = async (): Promise<void> => {
    questions += 1;
    const question = questions;
    const answer = await caller.ask((calls) => calls.paymentOptions({}));
    if (question !== questions) return;
    if (answer.ok) store.setState({ options: answer.value });
    else store.setState({ error: answer.error });
  };
  // One after the other: what is chosen next goes beside what was chosen right before, and not in its place.
  let last: Promise<unknown> = Promise.resolve();
  const choose = async (changed: Partial<ChosenTendersView>): Promise<boolean> => {
    const { basket } = stores.basket.getState();
    if (basket === null) return false;
    const tenders = { ...(basket.payment?.chosen ?? nothingChosen), ...changed };
    const command = { commandId: ids.uuid(), basketId: basket.basketId, tenders };
    const answer = await caller.ask((calls) => calls.chooseTenders(command));
    if (answer.ok) receiveBasket(stores.basket, answer.value);
    store.setState({ error: answer.ok ? null : answer.error });
    if (!answer.ok && answer.error.code === 'basket_changed') await caller.refresh();
    return answer.ok;
  };
  return {
    store,
    ask: () => void ask(),
    choose: (changed) => {
      const choosing = last.then(() => choose(changed));
      last = choosing;
      noteChange(stores.basket, choosing);
      return choosing;
    },
    tell: (error) => store.setState({ error }),
    clear: () => {
      questions += 1;
      store.setState(nothingAsked);
    },
  };
}
