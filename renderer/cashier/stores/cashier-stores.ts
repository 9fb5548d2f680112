/** All stores of the page, made once by its composition root. */

import { createBasketStore } from './basket-store.ts';
import type { BasketStore } from './basket-store.ts';
import { createCodesStore } from './codes-store.ts';
import type { CodesStore } from './codes-store.ts';
import { createConnectionStore } from './connection-store.ts';
import type { ConnectionStore } from './connection-store.ts';
import { createLineStore } from './line-store.ts';
import type { LineStore } from './line-store.ts';
import { createNoticeStore } from './notice-store.ts';
import type { NoticeStore } from './notice-store.ts';
import { createOfferListStore } from './offer-list-store.ts';
import type { OfferListStore } from './offer-list-store.ts';
import { createOverlayStore } from './overlay-store.ts';
import type { OverlayStore } from './overlay-store.ts';
import { createPreferencesStore } from './preferences-store.ts';
import type { PreferencesStore, Shelf } from './preferences-store.ts';
import { createSafetyStore } from './safety-store.ts';
import type { SafetyStore } from './safety-store.ts';
import { createStandingStore } from './standing-store.ts';
import type { StandingStore } from './standing-store.ts';
import { createSessionStore } from './session-store.ts';
import type { SessionStore } from './session-store.ts';

export type CashierStores = {
  readonly connection: ConnectionStore;
  readonly session: SessionStore;
  readonly basket: BasketStore;
  readonly codes: CodesStore;
  readonly line: LineStore;
  readonly notice: NoticeStore;
  readonly offerList: OfferListStore;
  readonly overlay: OverlayStore;
  readonly preferences: PreferencesStore;
  readonly safety: SafetyStore;
  readonly standing: StandingStore;
};

export function createCashierStores(shelf: Shelf): CashierStores {
  return {
    connection: createConnectionStore(),
    session: createSessionStore(),
    basket: createBasketStore(),
    codes: createCodesStore(),
    line: createLineStore(),
    notice: createNoticeStore(),
    offerList: createOfferListStore(),
    overlay: createOverlayStore(),
    preferences: createPreferencesStore(shelf),
    safety: createSafetyStore(),
    standing: createStandingStore(),
  };
}
