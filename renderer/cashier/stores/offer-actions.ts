/** What the customer may choose: another combination of offers, and how to pay. */

import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { ChangeBasket } from './basket-actions.ts';
import type { CashierStores } from './cashier-stores.ts';
import { isWished, noWish, wishAfter } from './wish.ts';
import type { OfferChoice, Wish } from './wish.ts';

export type OfferActions = {
  readonly chooseOffer: (offerId: string, choice: OfferChoice) => Promise<boolean>;
  /** False when the best applies already. */
  readonly backToBest: () => Promise<boolean>;
  /** The chosen means again takes the choice back. */
  readonly choosePaymentMeans: (paymentMeans: PaymentMeans) => Promise<boolean>;
};

export function createOfferActions(stores: CashierStores, change: ChangeBasket): OfferActions {
  const wishFor = (wish: Wish): Promise<boolean> =>
    change((calls, command) =>
      calls.wishOffers({ ...command, with: [...wish.with], without: [...wish.without] }),
    );
  return {
    chooseOffer: async (offerId, choice) => {
      const { basket } = stores.basket.getState();
      return basket === null ? false : await wishFor(wishAfter(basket.wish, offerId, choice));
    },
    backToBest: async () => {
      const { basket } = stores.basket.getState();
      return basket === null || !isWished(basket.wish) ? false : await wishFor(noWish);
    },
    choosePaymentMeans: async (paymentMeans) => {
      const { basket } = stores.basket.getState();
      if (basket === null) return false;
      const chosen = basket.paymentMeans === paymentMeans ? null : paymentMeans;
      return await change((calls, command) => calls.choosePaymentMeans({ ...command, paymentMeans: chosen }));
    },
  };
}
