/** Which window lies over the screen; one at a time. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CardUid } from '#shared/domain/card.ts';

export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'amount' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'clearBasket' }
  | { readonly kind: 'whyNot' }
  /** The last receipt was asked for before the first sale. */
  | { readonly kind: 'noReceipt' }
  | { readonly kind: 'enrol'; readonly cardUid: CardUid | null; readonly text: string };

export type OverlayStore = StoreApi<{ readonly overlay: Overlay }>;

export function createOverlayStore(): OverlayStore {
  return createStore(() => ({ overlay: { kind: 'none' } as Overlay }));
}
