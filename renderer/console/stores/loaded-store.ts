/** What HQ says about one thing: the newest that is known, also while HQ cannot be asked. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AdminFailure, Answer } from '#shared/contracts/hq/admin-client.ts';

export type LoadedState<Value> = {
  readonly value: Value | null;
  /** Why the newest question was not answered; null while all is well. */
  readonly failure: AdminFailure | null;
};
export type LoadedStore<Value> = {
  readonly store: StoreApi<LoadedState<Value>>;
  /** Asks once more; an answer that a later question has overtaken changes nothing. */
  readonly load: () => Promise<void>;
};

export function createLoadedStore<Value>(ask: () => Answer<Value>): LoadedStore<Value> {
  const store = createStore<LoadedState<Value>>(() => ({ value: null, failure: null }));
  let asked = 0;
  let answered = 0;
  return {
    store,
    load: async () => {
      asked += 1;
      const mine = asked;
      const answer = await ask();
      if (mine < answered) return;
      answered = mine;
      store.setState(answer.ok ? { value: answer.value, failure: null } : { failure: answer.error });
    },
  };
}
