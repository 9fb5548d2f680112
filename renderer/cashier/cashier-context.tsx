/** Hands the stores and actions of this page to its components. */

import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { invariant } from '#shared/kernel/invariant.ts';
import type { BasketState } from './stores/basket-store.ts';
import type { CashierActions, Searches } from './stores/cashier-actions.ts';
import type { CashierStores } from './stores/cashier-stores.ts';
import type { Connection } from './stores/connection-store.ts';
import type { NoticeState } from './stores/notice-store.ts';
import type { Overlay } from './stores/overlay-store.ts';
import type { Preferences } from './stores/preferences-store.ts';
import type { TillFacts } from './stores/session-store.ts';

export type Cashier = {
  readonly stores: CashierStores;
  readonly actions: CashierActions;
  readonly searches: Searches;
};

const CashierContext = createContext<Cashier | null>(null);

export function CashierProvider({
  cashier,
  children,
}: {
  readonly cashier: Cashier;
  readonly children: ReactNode;
}) {
  return <CashierContext value={cashier}>{children}</CashierContext>;
}

export function useCashier(): Cashier {
  const cashier = use(CashierContext);
  invariant(cashier !== null, 'the cashier screen is used inside its provider');
  return cashier;
}

export function useActions(): CashierActions {
  return useCashier().actions;
}

/** A slice of the basket; like every slice, as narrow as what the component shows. */
export function useBasket<Slice>(select: (state: BasketState) => Slice): Slice {
  return useStore(useCashier().stores.basket, select);
}

export function useNotice<Slice>(select: (state: NoticeState) => Slice): Slice {
  return useStore(useCashier().stores.notice, select);
}

export function useConnection(): Connection {
  return useStore(useCashier().stores.connection, ({ connection }) => connection);
}

export function useOverlay(): Overlay {
  return useStore(useCashier().stores.overlay, ({ overlay }) => overlay);
}

export function usePreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  return useStore(useCashier().stores.preferences, (preferences) => preferences[name]);
}

/** A slice of the till's description; only used where the till is already known. */
export function useTill<Slice>(select: (till: TillFacts) => Slice): Slice {
  return useStore(useCashier().stores.session, ({ till }) => {
    invariant(till !== null, 'the till is known before its screen is shown');
    return select(till);
  });
}
