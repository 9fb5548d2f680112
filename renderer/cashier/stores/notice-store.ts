/** What the cashier has to be told: a failed command, a tap that needs a decision, or what a new member was given. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { EnrolledView, TapOutcome } from '#shared/contracts/till-views.ts';

export type TapNotice = Exclude<TapOutcome, { readonly kind: 'identified' }>;
/** What a new member was given, for as long as they stand at the till. */
export type Welcome = {
  readonly memberRef: string;
  readonly given: NonNullable<EnrolledView['welcome']>;
};
export type Failure = { readonly error: AppError; readonly count: number };

export type NoticeState = {
  readonly tap: TapNotice | null;
  /** `count` tells two failures with the same words apart. */
  readonly failure: Failure | null;
  readonly welcome: Welcome | null;
};
export type NoticeStore = StoreApi<NoticeState>;

export function createNoticeStore(): NoticeStore {
  return createStore<NoticeState>(() => ({ tap: null, failure: null, welcome: null }));
}

export function tellFailure(store: NoticeStore, error: AppError): void {
  store.setState(({ failure }) => ({ failure: { error, count: (failure?.count ?? 0) + 1 } }));
}

export function clearFailure(store: NoticeStore): void {
  store.setState({ failure: null });
}
