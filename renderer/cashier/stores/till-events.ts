/** What the till service says of itself, brought into the stores. */

import { unreachable } from '#shared/kernel/invariant.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import type { TapOutcome } from '#shared/contracts/till-views.ts';
import type { TillEvent } from '../bridge/till-link.ts';
import { receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { tellFailure } from './notice-store.ts';
import { hideReceipt } from './receipt-actions.ts';
import { showSignedOut } from './session-actions.ts';
import { receiveConcerns, receiveLedger, receiveReader, receiveRules } from './session-store.ts';
import type { TillCaller } from './till-caller.ts';

export function receiveEvent(stores: CashierStores, caller: TillCaller, event: TillEvent): void {
  switch (event.event) {
    case 'tapped':
      receiveTap(stores, caller, event.payload);
      return;
    case 'readerChanged':
      receiveReader(stores.session, event.payload);
      return;
    case 'ledgerChanged':
      receiveLedger(stores.session, event.payload);
      return;
    case 'rulesChanged':
      receiveRules(stores.session, event.payload);
      return;
    case 'concernsChanged':
      receiveConcerns(stores.session, event.payload);
      return;
    case 'syncChanged':
      receiveLine(stores, caller, event.payload);
      return;
    case 'publishedChanged':
      receivePublished(stores, caller, event.payload);
      return;
    case 'signedOut':
      showSignedOut(stores);
      return;
    default:
      unreachable(event);
  }
}

/** Names, prices, offers and balances may all be others now. */
function receivePublished(
  stores: CashierStores,
  caller: TillCaller,
  { hasBasketLostMember }: { readonly hasBasketLostMember: boolean },
): void {
  if (hasBasketLostMember) tellFailure(stores.notice, appError('member_erased'));
  void caller.refresh();
}

/** While the till joins, the head office may have decided meanwhile. */
function receiveLine(stores: CashierStores, caller: TillCaller, line: SyncView): void {
  const { mode } = stores.line.getState().line ?? line;
  stores.line.setState({ line });
  if (line.mode !== 'joining' && mode === line.mode) return;
  void caller
    .ask((calls) => calls.joinState({}))
    .then((join) => (join.ok ? stores.line.setState({ join: join.value }) : undefined));
}

/** A tap with a card that counts begins the next sale when a receipt is still shown. */
function receiveTap(stores: CashierStores, caller: TillCaller, outcome: TapOutcome): void {
  if (outcome.kind === 'identified') {
    hideReceipt(stores, caller);
    stores.notice.setState({ tap: null });
    receiveBasket(stores.basket, outcome.basket);
    return;
  }
  if (outcome.kind === 'unknownCard' || outcome.kind === 'otherMember') hideReceipt(stores, caller);
  stores.notice.setState({ tap: outcome });
}
