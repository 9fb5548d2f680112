/** Booking the sale: one command for one revision of one basket, however often it is pressed. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { CashReceived } from '#shared/contracts/till/payment-operations.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { payCommand } from './basket-store.ts';
import type { PendingPay } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { tellFailure } from './notice-store.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type PayActions = {
  /** Why it was refused, or null; `cash` is left out where nobody counts. */
  readonly pay: (cash?: CashReceived, approval?: Approval) => Promise<AppError | null>;
};

export function createPayActions(stores: CashierStores, caller: TillCaller, ids: Ids): PayActions {
  return {
    pay: async (cash, approval) => {
      if (stores.basket.getState().isPaying) return null;
      stores.basket.setState({ isPaying: true });
      const command = await commandToPay(cash);
      const answer =
        command === null
          ? null
          : await caller.ask((calls) =>
              calls.paySale(approval === undefined ? command : { ...command, approval }),
            );
      stores.basket.setState({ isPaying: false });
      if (answer === null) return null;
      if (answer.ok) {
        stores.notice.setState({ tap: null, failure: null });
        stores.basket.setState({
          basket: answer.value.basket,
          pendingPay: null,
          shownReceipt: { receipt: answer.value.receipt, origin: 'sale' },
        });
        return null;
      }
      await afterRefusal(answer.error);
      return answer.error;
    },
  };

  /** What was scanned or typed just before is part of the sale; a change that fails is told instead of a sale. */
  async function commandToPay(cash: CashReceived | undefined): Promise<PendingPay | null> {
    const { underWay } = stores.basket.getState();
    if (underWay !== null && !(await underWay)) return null;
    const { basket } = stores.basket.getState();
    if (basket === null || basket.lines.length === 0) return null;
    const sale = cash === undefined ? basket : { ...basket, cash };
    return payCommand(stores.basket, sale, ids.uuid);
  }

  async function afterRefusal(error: Parameters<typeof tellFailure>[1]): Promise<void> {
    if (!isUnanswered(error.code)) stores.basket.setState({ pendingPay: null });
    if (error.code !== 'service_lost') tellFailure(stores.notice, error);
    if (error.code === 'basket_changed' || error.code === 'not_signed_in') await caller.refresh();
  }
}
