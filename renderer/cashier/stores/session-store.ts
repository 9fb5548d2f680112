/** The till as the service last described it: store, operators, tiers, reader, ledger, who is signed in. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { LedgerState, OperatorView, RulesView, TillView } from '#shared/contracts/till-views.ts';

export type TillFacts = Omit<TillView, 'basket' | 'unseenReceipt'>;
export type ReaderState = TillView['reader'];
export type SessionStore = StoreApi<{ readonly till: TillFacts | null }>;

export function createSessionStore(): SessionStore {
  return createStore(() => ({ till: null as TillFacts | null }));
}

export function receiveTill(
  store: SessionStore,
  { basket: _basket, unseenReceipt: _receipt, ...till }: TillView,
): void {
  store.setState({ till });
}

export function receiveReader(store: SessionStore, reader: ReaderState): void {
  change(store, { reader });
}

export function receiveLedger(store: SessionStore, ledger: LedgerState): void {
  change(store, { ledger });
}

export function receiveConcerns(
  store: SessionStore,
  told: Pick<TillFacts, 'concerns' | 'clockAheadMs'>,
): void {
  change(store, told);
}

export function receiveRules(store: SessionStore, rules: RulesView): void {
  change(store, { rules });
}

export function receiveOperator(store: SessionStore, signedIn: OperatorView | null): void {
  change(store, { signedIn });
}

function change(store: SessionStore, part: Partial<TillFacts>): void {
  const { till } = store.getState();
  if (till !== null) store.setState({ till: { ...till, ...part } });
}
