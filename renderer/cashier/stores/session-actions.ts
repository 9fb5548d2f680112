/** Signing in and out, and the taps of the demo. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import type { CashierStores } from './cashier-stores.ts';
import { receiveOperator } from './session-store.ts';
import type { TillCaller } from './till-caller.ts';

export type SessionActions = {
  /** Null when it worked; otherwise what is wrong, for the PIN pad to show. */
  readonly signIn: (operatorId: OperatorId, pin: string) => Promise<AppError | null>;
  readonly signOut: () => Promise<boolean>;
  readonly tapDemoCard: (cardUid: CardUid) => Promise<boolean>;
};

export function createSessionActions(stores: CashierStores, caller: TillCaller, ids: Ids): SessionActions {
  /** The receipt that was offered to a locked screen leaves out whose it is. */
  const showMemberOfReceipt = async (): Promise<void> => {
    const { shownReceipt } = stores.basket.getState();
    if (shownReceipt === null || shownReceipt.receipt.member !== null) return;
    const answer = await caller.ask((calls) => calls.lastReceipt({}));
    const receipt = answer.ok ? answer.value.receipt : null;
    if (receipt?.entryId !== shownReceipt.receipt.entryId) return;
    if (stores.basket.getState().shownReceipt !== shownReceipt) return;
    stores.basket.setState({ shownReceipt: { ...shownReceipt, receipt } });
  };
  return {
    signIn: async (operatorId, pin) => {
      const answer = await caller.ask((calls) => calls.signIn({ commandId: ids.uuid(), operatorId, pin }));
      if (!answer.ok) return answer.error;
      stores.notice.setState({ tap: null, failure: null });
      stores.basket.setState({ basket: answer.value.basket });
      receiveOperator(stores.session, answer.value.operator);
      await showMemberOfReceipt();
      return null;
    },
    signOut: () =>
      caller.run(
        (calls) => calls.signOut({ commandId: ids.uuid() }),
        () => showSignedOut(stores),
      ),
    tapDemoCard: (cardUid) =>
      caller.run(
        (calls) => calls.tapDemoCard({ cardUid }),
        () => undefined,
      ),
  };
}

/** Nothing of a member or a basket stays on a locked screen. */
export function showSignedOut(stores: CashierStores): void {
  receiveOperator(stores.session, null);
  stores.overlay.setState({ overlay: { kind: 'none' } });
  stores.notice.setState({ tap: null, failure: null });
  stores.basket.setState({ basket: null });
}
