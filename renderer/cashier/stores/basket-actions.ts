/** What the cashier can do to the open basket. Each sends one command and shows the basket that comes back. */

import type { BasketView } from '#shared/contracts/till-views.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import type { TillCalls } from '../bridge/till-link.ts';
import { noteChange, receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { hideReceipt } from './receipt-actions.ts';
import type { Answer, TillCaller } from './till-caller.ts';

export type BasketActions = {
  readonly addBarcode: (barcode: string) => Promise<boolean>;
  readonly addProduct: (productId: string) => Promise<boolean>;
  readonly addAmount: (amountMinor: number) => Promise<boolean>;
  readonly setQuantity: (lineId: Uuid, quantity: number) => Promise<boolean>;
  readonly removeLine: (lineId: Uuid) => Promise<boolean>;
  readonly undoLine: () => Promise<boolean>;
  readonly clearBasket: () => Promise<boolean>;
};

export type BasketCommand = { readonly commandId: Uuid; readonly basketId: Uuid };
/** Sends one command about the open basket; false without one. */
export type ChangeBasket = (
  call: (calls: TillCalls, command: BasketCommand) => Answer<BasketView>,
) => Promise<boolean>;

export function createChangeBasket(stores: CashierStores, caller: TillCaller, ids: Ids): ChangeBasket {
  return async (call) => {
    const { basket } = stores.basket.getState();
    if (basket === null) return false;
    const command = { commandId: ids.uuid(), basketId: basket.basketId };
    const change = caller.run(
      (calls) => call(calls, command),
      (changed) => receiveBasket(stores.basket, changed),
    );
    noteChange(stores.basket, change);
    return change;
  };
}

export function createBasketActions(
  stores: CashierStores,
  caller: TillCaller,
  change: ChangeBasket,
): BasketActions {
  /** Goods that arrive while a receipt is shown begin the next sale. */
  const add: ChangeBasket = (call) => {
    hideReceipt(stores, caller);
    return change(call);
  };
  return {
    addBarcode: (barcode) => add((calls, command) => calls.addBarcode({ ...command, barcode })),
    addProduct: (productId) =>
      add((calls, command) => calls.addProduct({ ...command, productId, quantity: 1 })),
    addAmount: (amountMinor) => add((calls, command) => calls.addAmount({ ...command, amountMinor })),
    setQuantity: (lineId, quantity) =>
      change((calls, command) => calls.setQuantity({ ...command, lineId, quantity })),
    removeLine: (lineId) => change((calls, command) => calls.removeLine({ ...command, lineId })),
    undoLine: () => change((calls, command) => calls.undoLine(command)),
    clearBasket: () => change((calls, command) => calls.clearBasket(command)),
  };
}
