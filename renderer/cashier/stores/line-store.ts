/** The line to HQ as the till tells it, and the till's joining. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CarriedBacklogView, JoinView, SyncView } from '#shared/contracts/till/sync-views.ts';

/** What the window of the line can ask of the till. */
export type LineAsked = 'joinHq' | 'cancelJoin' | 'sendNow' | 'exportBacklog';

export type LineState = {
  /** Null before the till told of it. */
  readonly line: SyncView | null;
  readonly join: JoinView | null;
  /** What is asked of the till at the moment; one thing at a time. */
  readonly asked: LineAsked | null;
  /** What was asked for in vain, and why. */
  readonly failure: { readonly of: LineAsked; readonly error: AppError } | null;
  /** The file that was written since the window was opened. */
  readonly carried: CarriedBacklogView | null;
};
export type LineStore = StoreApi<LineState>;

export const untoldLine: LineState = { line: null, join: null, asked: null, failure: null, carried: null };

export function createLineStore(): LineStore {
  return createStore(() => untoldLine);
}
