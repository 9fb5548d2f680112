/** Showing, recalling and putting away receipts. */

import { pageIds } from '../bridge/page-ids.ts';
import type { CashierStores } from './cashier-stores.ts';
import type { TillCaller } from './till-caller.ts';

export type ReceiptActions = {
  /** Puts the receipt away; the next sale may begin. */
  readonly newSale: () => void;
  /** False when there is none yet; the screen says so. */
  readonly recallReceipt: () => Promise<boolean>;
  /** Puts the code of the shown sale on its slip. */
  readonly addRefundCode: () => Promise<void>;
};

export function createReceiptActions(stores: CashierStores, caller: TillCaller): ReceiptActions {
  return {
    newSale: () => hideReceipt(stores, caller),
    recallReceipt: async () => {
      let isFound = false;
      await caller.run(
        (calls) => calls.lastReceipt({}),
        ({ receipt }) => {
          isFound = receipt !== null;
          if (receipt === null) stores.overlay.setState({ overlay: { kind: 'noReceipt' } });
          else stores.basket.setState({ shownReceipt: { receipt, origin: 'recalled' } });
        },
      );
      return isFound;
    },
    addRefundCode: async () => {
      const shown = stores.basket.getState().shownReceipt;
      if (shown === null) return;
      const { entryId } = shown.receipt;
      await caller.run(
        (calls) => calls.saleProof({ entryId }),
        ({ text }) => {
          const { shownReceipt } = stores.basket.getState();
          if (shownReceipt?.receipt.entryId !== entryId) return;
          stores.basket.setState({ shownReceipt: { ...shownReceipt, refundCode: text } });
        },
      );
    },
  };
}

/** The till is told once that a fresh receipt was seen; if that fails, it is only offered again after a restart. */
export function hideReceipt(stores: CashierStores, caller: TillCaller): void {
  const { shownReceipt } = stores.basket.getState();
  if (shownReceipt === null) return;
  stores.basket.setState({ shownReceipt: null });
  if (shownReceipt.origin === 'recalled') return;
  const { entryId } = shownReceipt.receipt;
  void caller.run(
    (calls) => calls.receiptSeen({ commandId: pageIds.uuid(), entryId }),
    () => undefined,
  );
}
