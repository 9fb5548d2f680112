/**
 * Whether somebody is here. A page that asks HQ every few seconds would keep its session alive for ever, so it stops
 * asking when nobody has touched it for a while, and signs out after half an hour.
 */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export type Attention = 'here' | 'away' | 'gone';
export type AttentionStore = StoreApi<{ readonly attention: Attention }>;

export const awayAfterMs = 10 * 60_000;
export const goneAfterMs = 30 * 60_000;

export type AttentionClock = {
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  readonly every: (ms: number, tell: () => void) => void;
};

const lookMs = 5_000;
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'focus'] as const;

export function createAttentionStore(
  page: Pick<EventTarget, 'addEventListener'>,
  { nowMs, every }: AttentionClock,
): AttentionStore {
  const store: AttentionStore = createStore(() => ({ attention: 'here' }));
  let touchedMs = nowMs();
  const set = (attention: Attention): void => {
    if (store.getState().attention !== attention) store.setState({ attention });
  };
  const look = (): void => {
    const quietMs = nowMs() - touchedMs;
    if (quietMs >= goneAfterMs) set('gone');
    else set(quietMs >= awayAfterMs ? 'away' : 'here');
  };
  for (const touch of touches) {
    page.addEventListener(
      touch,
      () => {
        // The page may have slept with its machine: a touch after that comes too late.
        look();
        touchedMs = nowMs();
        if (store.getState().attention !== 'here') set('here');
      },
      { capture: true, passive: true },
    );
  }
  every(lookMs, look);
  return store;
}
