/** How the till is, and the proof of a closed shift. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ShiftProofView, TillHealthView } from '#shared/contracts/till/safety-views.ts';

export type SafetyState = {
  readonly health: TillHealthView | null;
  /** Why the health could not be had; null while it is asked for or known. */
  readonly failure: AppError | null;
  /** Shown in place of the health. */
  readonly proof: ShiftProofView | null;
  readonly closing: 'no' | 'asked' | AppError;
};
export type SafetyStore = StoreApi<SafetyState>;

export const nothingKnown: SafetyState = { health: null, failure: null, proof: null, closing: 'no' };

export function createSafetyStore(): SafetyStore {
  return createStore(() => nothingKnown);
}
