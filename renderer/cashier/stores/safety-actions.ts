/** What the window of till and shift can do. The newest question wins. */

import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import type { CashierStores } from './cashier-stores.ts';
import { nothingKnown } from './safety-store.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type SafetyActions = {
  readonly askHealth: () => Promise<void>;
  /** Pressed again after an answer that never came, it is the same close. */
  readonly closeShift: () => Promise<void>;
  readonly showLastProof: () => Promise<void>;
  readonly hideProof: () => void;
  readonly leaveSafety: () => void;
};

export function createSafetyActions(stores: CashierStores, caller: TillCaller, ids: Ids): SafetyActions {
  const { safety: store } = stores;
  let questions = 0;
  let unanswered: Uuid | null = null;

  const askHealth = async (): Promise<void> => {
    questions += 1;
    const question = questions;
    store.setState({ failure: null });
    const answer = await caller.ask((calls) => calls.tillHealth({}));
    if (question !== questions) return;
    store.setState(answer.ok ? { health: answer.value } : { failure: answer.error });
  };
  return {
    askHealth,
    closeShift: async () => {
      if (store.getState().closing === 'asked') return;
      const commandId = unanswered ?? ids.uuid();
      unanswered = commandId;
      store.setState({ closing: 'asked' });
      const answer = await caller.ask((calls) => calls.closeShift({ commandId }));
      if (answer.ok || !isUnanswered(answer.error.code)) unanswered = null;
      if (!answer.ok) {
        store.setState({ closing: answer.error });
        return;
      }
      store.setState({ closing: 'no', proof: answer.value.proof });
      await askHealth();
    },
    showLastProof: async () => {
      const answer = await caller.ask((calls) => calls.shiftProof({}));
      if (!answer.ok) store.setState({ closing: answer.error });
      else if (answer.value.proof !== null) store.setState({ proof: answer.value.proof, closing: 'no' });
    },
    hideProof: () => store.setState({ proof: null }),
    leaveSafety: () => {
      questions += 1;
      // A close that is under way goes on, and its proof can be asked for again.
      const { closing } = store.getState();
      store.setState({ ...nothingKnown, closing: closing === 'asked' ? closing : 'no' });
    },
  };
}
