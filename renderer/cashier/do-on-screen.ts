/** What a key or an item of the menu does on the screen of a sale. */

import type { Cashier } from './cashier-context.tsx';
import { focusField } from './keyboard/focus-field.ts';
import { focusNewestQuantity } from './keyboard/focus-quantity.ts';
import type { HotkeyAction } from './keyboard/hotkeys.ts';
import { leadToAlternative } from './stores/offer-list-store.ts';

type OnScreen = Pick<Cashier, 'stores' | 'actions'>;

/** Expects that nothing but perhaps the menu lies over the screen. */
export const doOnScreen: { readonly [Action in Exclude<HotkeyAction, 'lock'>]: (cashier: OnScreen) => void } =
  {
    help: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'keys' } }),
    member: () => focusField('member-search'),
    product: () => focusField('product-search'),
    amount: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'amount' } }),
    quantity: focusNewestQuantity,
    undo: ({ actions }) => void actions.undoLine(),
    enrol: ({ stores }) => {
      const { tap } = stores.notice.getState();
      const cardUid = tap?.kind === 'unknownCard' ? tap.cardUid : null;
      stores.overlay.setState({ overlay: { kind: 'enrol', cardUid, text: '' } });
    },
    lastReceipt: ({ actions }) => void actions.recallReceipt(),
    pay: ({ actions }) => void actions.pay(),
    payWith: ({ stores }) => {
      const { basket, underWay } = stores.basket.getState();
      // Goods that were entered right before are on their way into the basket.
      if (basket === null || (basket.lines.length === 0 && underWay === null)) return;
      stores.overlay.setState({ overlay: { kind: 'payment' } });
    },
    topUp: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'topUp' } }),
    offers: ({ stores }) => {
      leadToAlternative(stores.offerList, stores.basket.getState().basket?.score.offers ?? []);
    },
    whyNot: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'whyNot' } }),
    health: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'safety' } }),
    line: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'line' } }),
    best: ({ actions }) => void actions.backToBest(),
    codes: ({ actions }) => actions.openCodes(''),
    rewards: ({ actions }) => actions.openRewards(),
    memberFile: ({ actions }) => actions.openMemberFile(),
    corrections: ({ stores }) => stores.overlay.setState({ overlay: { kind: 'corrections' } }),
    payCash: ({ actions }) => void actions.choosePaymentMeans('cash'),
    payCard: ({ actions }) => void actions.choosePaymentMeans('card'),
    payWallet: ({ actions }) => void actions.choosePaymentMeans('wallet'),
    payTransfer: ({ actions }) => void actions.choosePaymentMeans('transfer'),
  };
