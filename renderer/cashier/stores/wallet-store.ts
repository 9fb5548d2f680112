/** Filling a wallet: one command for one wish, however often it is sent. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ToppedUpView, WalletOptionsView } from '#shared/contracts/till/payment-views.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { createSteadyCommands } from './steady-commands.ts';
import type { TillCaller } from './till-caller.ts';
import { isUnanswered } from './till-caller.ts';

export type WalletState = {
  /** Null until the till has answered. */
  readonly options: WalletOptionsView | null;
  readonly error: AppError | null;
  /** What was booked in this window; null before that. */
  readonly done: ToppedUpView | null;
  readonly isBooking: boolean;
};

export type Credit = { readonly memberRef: MemberRef; readonly amountMinor: number };

export type Wallet = {
  readonly store: StoreApi<WalletState>;
  readonly ask: (memberRef: MemberRef) => void;
  readonly topUp: (credit: Credit, means: Exclude<PaymentMeans, 'wallet'>) => Promise<AppError | null>;
  readonly give: (credit: Credit, reasonId: string, approval: Approval | null) => Promise<AppError | null>;
  readonly clear: () => void;
};

const nothingAsked: WalletState = { options: null, error: null, done: null, isBooking: false };

export function createWallet(stores: CashierStores, caller: TillCaller, ids: Ids): Wallet {
  const store = createStore<WalletState>(() => nothingAsked);
  const commands = createSteadyCommands(ids);
  let questions = 0;
  const ask = async (memberRef: MemberRef): Promise<void> => {
    questions += 1;
    const question = questions;
    store.setState({ error: null });
    const answer = await caller.ask((calls) => calls.walletOptions({ memberRef }));
    if (question !== questions) return;
    store.setState(answer.ok ? { options: answer.value } : { error: answer.error });
  };
  type Call = Parameters<
    typeof caller.ask<{ toppedUp: ToppedUpView; basket: Parameters<typeof receiveBasket>[1] }>
  >[0];
  const book = async (name: string, call: Call): Promise<AppError | null> => {
    if (store.getState().isBooking) return null;
    store.setState({ isBooking: true });
    const answer = await caller.ask(call);
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered(name);
    if (answer.ok) receiveBasket(stores.basket, answer.value.basket);
    store.setState({
      isBooking: false,
      error: answer.ok ? null : answer.error,
      done: answer.ok ? answer.value.toppedUp : null,
    });
    return answer.ok ? null : answer.error;
  };
  return {
    store,
    ask: (memberRef) => void ask(memberRef),
    topUp: ({ memberRef, amountMinor }, means) => {
      const wish = { memberRef, amountMinor: minor(amountMinor), means };
      const command = { commandId: commands.idOf('topUp', wish), ...wish };
      return book('topUp', (calls) => calls.topUpWallet(command));
    },
    give: ({ memberRef, amountMinor }, reasonId, approval) => {
      const wish = { memberRef, amountMinor: minor(amountMinor), reasonId };
      const command = { commandId: commands.idOf('gift', wish), ...wish, approval };
      return book('gift', (calls) => calls.giveCredit(command));
    },
    clear: () => {
      questions += 1;
      store.setState(nothingAsked);
    },
  };
}
