/** The code that is being looked at, codes to hand over, the batches, and the rewards of the member. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type {
  CodeBatchesView,
  CodeView,
  RewardsView,
  VoucherView,
} from '#shared/contracts/till/codes-views.ts';

export type FoundCode =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'found'; readonly text: string; readonly code: CodeView };

export type CodesState = {
  readonly found: FoundCode;
  /** To hand over, the first of them on the screen. */
  readonly vouchers: readonly VoucherView[];
  readonly batches: CodeBatchesView | null;
  /** Codes of a batch that is being issued: how many there are of how many. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly rewards: RewardsView | null;
  /** Said inside the dialog, over what it is about. */
  readonly failure: AppError | null;
  /** A command is under way: pressing again would be another one. */
  readonly isBusy: boolean;
};

export type CodesStore = StoreApi<CodesState>;

export function createCodesStore(): CodesStore {
  return createStore<CodesState>(() => ({
    found: { kind: 'none' },
    vouchers: [],
    batches: null,
    progress: null,
    rewards: null,
    failure: null,
    isBusy: false,
  }));
}
