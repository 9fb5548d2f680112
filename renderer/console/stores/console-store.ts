/** Who is signed in at the console, where they are, and what waits for their password. */

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { SessionAnswer } from '#shared/contracts/hq/admin-session.ts';

/** In the order in which they are offered. */
export const places = [
  'tills',
  'notices',
  'rules',
  'members',
  'duplicates',
  'people',
  'operators',
  'stores',
  'checks',
] as const;
export type Place = (typeof places)[number];

const everyone: readonly Role[] = ['administrator', 'publisher', 'auditor'];
const readers: readonly Role[] = ['administrator', 'auditor'];

/** HQ refuses the others' requests as well; a place that would only show refusals is not offered. */
const rolesByPlace: { readonly [Name in Place]: readonly Role[] } = {
  tills: everyone,
  notices: everyone,
  rules: everyone,
  members: readers,
  duplicates: readers,
  people: readers,
  operators: readers,
  stores: everyone,
  checks: readers,
};

export type ConsoleState = {
  /** `unknown` until HQ has answered; null for nobody. */
  readonly session: SessionAnswer | null | 'unknown';
  /** True when nobody was here for so long that the session was ended. */
  readonly wasEnded: boolean;
  /** Of a one-time link that was opened; it leaves the address at once. */
  readonly linkToken: string | null;
  readonly place: Place;
  /** What the tills are searched for; also set by whoever leads to a till. */
  readonly tillSearch: string;
  /** Of the member who is looked at; also set by whoever leads to a member. */
  readonly memberNumber: string;
  /** What was done last, told for a few seconds; null for nothing. */
  readonly told: Told | null;
  /** Runs again once the password was given; null while nothing waits for it. */
  readonly afterConfirm: (() => void) | null;
};
/** `turn` tells two of the same words apart. */
export type Told = { readonly words: string; readonly turn: number };
export type ConsoleStore = StoreApi<ConsoleState>;

export function createConsoleStore(): ConsoleStore {
  return createStore<ConsoleState>(() => ({
    session: 'unknown',
    wasEnded: false,
    linkToken: null,
    place: 'tills',
    tillSearch: '',
    memberNumber: '',
    told: null,
    afterConfirm: null,
  }));
}

/** In the order of the navigation. */
export function placesOf(role: Role): readonly Place[] {
  return places.filter((place) => rolesByPlace[place].includes(role));
}

/** Nobody is in any more, and nothing of theirs waits. */
export function leave(store: ConsoleStore, wasEnded = false): void {
  store.setState({
    session: null,
    wasEnded,
    afterConfirm: null,
    tillSearch: '',
    memberNumber: '',
    told: null,
    place: 'tills',
  });
}

/** Says that something was done. */
export function tell(store: ConsoleStore, words: string): void {
  store.setState(({ told }) => ({ told: { words, turn: (told?.turn ?? 0) + 1 } }));
}

/**
 * Keeps the place in the address, for a reload and the browser's way back, and takes the token of a one-time link out of
 * it, where somebody could read it over a shoulder.
 */
export function followAddress(store: ConsoleStore, page: Window): void {
  const take = (): void => {
    const { hash, pathname } = page.location;
    const token = /^#setup=(.+)$/.exec(hash)?.[1];
    const place = places.find((name) => hash === `#${name}`);
    if (token !== undefined) {
      page.history.replaceState(null, '', pathname);
      store.setState({ linkToken: token });
    } else if (place !== undefined) store.setState({ place });
  };
  page.addEventListener('hashchange', take);
  take();
  store.subscribe(({ place }, before) => {
    if (place !== before.place) page.location.hash = place;
  });
}
