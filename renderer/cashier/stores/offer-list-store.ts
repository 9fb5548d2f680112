/** Which matched offer shows its details, and when the keyboard is led to it. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { BasketView } from '#shared/contracts/till-views.ts';

export type OfferListState = {
  readonly openId: string | null;
  /** Rises each time the focus has to go to the open offer. */
  readonly focusCount: number;
};
export type OfferListStore = StoreApi<OfferListState>;

type Offers = BasketView['score']['offers'];

export function createOfferListStore(): OfferListStore {
  return createStore<OfferListState>(() => ({ openId: null, focusCount: 0 }));
}

export function toggleOffer(store: OfferListStore, offerId: string): void {
  store.setState(({ openId }) => ({ openId: openId === offerId ? null : offerId }));
}

/** Opens it and leads the keyboard there. */
export function leadToOffer(store: OfferListStore, offerId: string): void {
  store.setState(({ focusCount }) => ({ openId: offerId, focusCount: focusCount + 1 }));
}

/** To the first offer that could be had instead, or to the first one; nothing happens without offers. */
export function leadToAlternative(store: OfferListStore, offers: Offers): void {
  const alternative = offers.find(({ verdict }) => verdict.kind !== 'applied') ?? offers[0];
  if (alternative !== undefined) leadToOffer(store, alternative.offerId);
}

/** To the offer so many places below `offerId`; stays at both ends. */
export function leadBeside(
  store: OfferListStore,
  offers: Offers,
  from: { readonly offerId: string; readonly places: number },
): void {
  const beside = offers[offers.findIndex(({ offerId }) => offerId === from.offerId) + from.places];
  if (beside !== undefined) leadToOffer(store, beside.offerId);
}
