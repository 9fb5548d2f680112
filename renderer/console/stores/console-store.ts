/** Who is signed in at the console, where they are, and what waits for their password. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';

export const places = ['tills', 'stores'] as const;
export type Place = (typeof places)[number];

export type ConsoleState = {
  /** `unknown` until HQ has answered; null for nobody. */
  readonly session: SessionAnswer | null | 'unknown';
  /** Of a one-time link that was opened; it leaves the address at once. */
  readonly linkToken: string | null;
  readonly place: Place;
  /** Runs again once the password was given; null while nothing waits for it. */
  readonly afterConfirm: (() => void) | null;
};
export type ConsoleStore = StoreApi<ConsoleState>;

export function createConsoleStore(): ConsoleStore {
  return createStore<ConsoleState>(() => ({
    session: 'unknown',
    linkToken: null,
    place: 'tills',
    afterConfirm: null,
  }));
}

/** Takes the token of a one-time link out of the address, where somebody could read it over a shoulder. */
export function openLink(store: ConsoleStore, page: Window): void {
  const take = (): void => {
    const token = /^#setup=(.+)$/.exec(page.location.hash)?.[1];
    if (token === undefined) return;
    page.history.replaceState(null, '', page.location.pathname);
    store.setState({ linkToken: token });
  };
  page.addEventListener('hashchange', take);
  take();
}
