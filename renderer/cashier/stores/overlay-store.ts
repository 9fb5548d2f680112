/** Which window lies over the screen; one at a time. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CardUid } from '#shared/domain/card.ts';

export type Overlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'amount' }
  | { readonly kind: 'payment' }
  | { readonly kind: 'topUp' }
  | { readonly kind: 'keys' }
  /** The menu of what has no button of its own. */
  | { readonly kind: 'more' }
  | { readonly kind: 'clearBasket' }
  | { readonly kind: 'corrections' }
  /** Of the member at the till; managers only. */
  | { readonly kind: 'adjust' }
  /** Of an offer's gifts; managers only. */
  | { readonly kind: 'cancelBatch' }
  | { readonly kind: 'whyNot' }
  /** Health of the till and its shift. */
  | { readonly kind: 'safety' }
  /** The line to HQ. */
  | { readonly kind: 'line' }
  /** `text`: the code that was scanned; left out where it is going to be. */
  | { readonly kind: 'codes'; readonly text?: string }
  | { readonly kind: 'rewards' }
  | { readonly kind: 'memberFile' }
  /** The last receipt was asked for before the first sale. */
  | { readonly kind: 'noReceipt' }
  | { readonly kind: 'enrol'; readonly cardUid: CardUid | null; readonly text: string };

export type OverlayStore = StoreApi<{ readonly overlay: Overlay }>;

export function createOverlayStore(): OverlayStore {
  return createStore(() => ({ overlay: { kind: 'none' } as Overlay }));
}
