/** The file of one member, as the till told it last, and what it refused. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { MemberFileView, StatementView } from '#shared/contracts/till/standing-views.ts';

export type StandingState = {
  /** Null until it is told, and where nobody is identified. */
  readonly file: MemberFileView | null;
  /** Null until it is told; of the member whose file it is. */
  readonly statement: StatementView | null;
  readonly failure: AppError | null;
  /** A command is under way: pressing again would be another one. */
  readonly isBusy: boolean;
};

export type StandingStore = StoreApi<StandingState>;

export function createStandingStore(): StandingStore {
  return createStore<StandingState>(() => ({ file: null, statement: null, failure: null, isBusy: false }));
}
