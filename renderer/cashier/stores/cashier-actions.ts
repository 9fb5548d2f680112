/** Everything that the screen can ask for, in one object for its components. */

import type { MemberRow, ProductView } from '#shared/contracts/till-views.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { createAdjustment } from './adjust-store.ts';
import type { Adjustment } from './adjust-store.ts';
import { createBasketActions, createChangeBasket } from './basket-actions.ts';
import type { BasketActions } from './basket-actions.ts';
import { createCancelBatch } from './cancel-batch-store.ts';
import type { CancelBatch } from './cancel-batch-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { createCodesActions } from './codes-actions.ts';
import type { CodesActions } from './codes-actions.ts';
import { createCorrections } from './corrections-store.ts';
import type { Corrections } from './corrections-store.ts';
import { createLineActions } from './line-actions.ts';
import type { LineActions } from './line-actions.ts';
import { createMemberActions } from './member-actions.ts';
import type { MemberActions } from './member-actions.ts';
import { createOfferActions } from './offer-actions.ts';
import type { OfferActions } from './offer-actions.ts';
import { createPayment } from './payment-store.ts';
import type { Payment } from './payment-store.ts';
import { createPayActions } from './pay-actions.ts';
import type { PayActions } from './pay-actions.ts';
import { createReceiptActions } from './receipt-actions.ts';
import type { ReceiptActions } from './receipt-actions.ts';
import { createRewardsActions } from './rewards-actions.ts';
import type { RewardsActions } from './rewards-actions.ts';
import { createSafetyActions } from './safety-actions.ts';
import type { SafetyActions } from './safety-actions.ts';
import { createSearch } from './search-store.ts';
import type { Search } from './search-store.ts';
import { createSessionActions } from './session-actions.ts';
import type { SessionActions } from './session-actions.ts';
import { createStandingActions } from './standing-actions.ts';
import type { StandingActions } from './standing-actions.ts';
import type { TillCaller } from './till-caller.ts';
import { createWallet } from './wallet-store.ts';
import type { Wallet } from './wallet-store.ts';
import { createWhyNotSearch } from './why-not-store.ts';
import type { WhyNotSearch } from './why-not-store.ts';

export type CashierActions = BasketActions &
  CodesActions &
  LineActions &
  MemberActions &
  OfferActions &
  PayActions &
  ReceiptActions & { readonly payment: Payment; readonly wallet: Wallet } & SafetyActions &
  RewardsActions &
  SessionActions &
  StandingActions;
export type Searches = {
  readonly members: Search<MemberRow>;
  readonly products: Search<ProductView>;
  readonly whyNot: WhyNotSearch;
  readonly corrections: Corrections;
  readonly adjustment: Adjustment;
  readonly cancelBatch: CancelBatch;
};

const memberLettersMin = 2;
const productLettersMin = 2;

export function createCashierActions(stores: CashierStores, caller: TillCaller, ids: Ids): CashierActions {
  const change = createChangeBasket(stores, caller, ids);
  return {
    ...createBasketActions(stores, caller, change),
    ...createCodesActions(stores, caller, ids),
    ...createLineActions(stores, caller, ids),
    ...createMemberActions(stores, caller, { change, ids }),
    ...createOfferActions(stores, change),
    ...createPayActions(stores, caller, ids),
    payment: createPayment(stores, caller, ids),
    wallet: createWallet(stores, caller, ids),
    ...createReceiptActions(stores, caller),
    ...createSafetyActions(stores, caller, ids),
    ...createRewardsActions(stores, caller, ids),
    ...createSessionActions(stores, caller, ids),
    ...createStandingActions(stores, caller, ids),
  };
}

/** Failures of a search stay quiet: the next letter asks again, and too short a text is no fault while typing. */
export function createSearches(caller: TillCaller, ids: Ids): Searches {
  return {
    members: createSearch(async (text) => {
      const answer = await caller.ask((calls) => calls.searchMembers({ text }));
      return answer.ok ? answer.value.members : null;
    }, memberLettersMin),
    products: createSearch(async (text) => {
      const answer = await caller.ask((calls) => calls.searchProducts({ text }));
      return answer.ok ? answer.value.products : null;
    }, productLettersMin),
    whyNot: createWhyNotSearch(caller),
    corrections: createCorrections(caller, ids),
    adjustment: createAdjustment(caller, ids),
    cancelBatch: createCancelBatch(caller, ids),
  };
}
