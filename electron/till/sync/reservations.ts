/** Payments that wait for HQ's word, never longer than a cashier does. */

import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { Timers } from '#shared/kernel/clock.ts';

type ReservedNews = Extract<SyncNews, { kind: 'reserved' }>;
export type Reserved = ReservedNews['answer'];

export type Reservations = {
  readonly reserve: (request: ReserveRequest) => Promise<Reserved>;
  readonly release: (opKey: string) => void;
  readonly answered: (news: ReservedNews) => void;
  /** Nobody answers any more. */
  readonly close: () => void;
};

/** HQ's part of the patience, and a little for the way between threads. */
export const reserveWithinMs = 1_500;
const wayMs = 100;

export function createReservations(deps: {
  readonly timers: Timers;
  readonly send: (order: SyncOrder) => void;
}): Reservations {
  const { timers, send } = deps;
  const waiting = new Map<string, (answer: Reserved) => void>();
  const answer = (opKey: string, given: Reserved): void => {
    waiting.get(opKey)?.(given);
    waiting.delete(opKey);
  };
  return {
    reserve: (request) =>
      new Promise((resolve) => {
        const { opKey } = request;
        answer(opKey, { kind: 'notReached' });
        const timer = timers.setTimer(reserveWithinMs + wayMs, () => answer(opKey, { kind: 'notReached' }));
        waiting.set(opKey, (given) => {
          timers.clearTimer(timer);
          resolve(given);
        });
        send({ order: 'reserve', request, withinMs: reserveWithinMs });
      }),
    release: (opKey) => send({ order: 'release', opKey }),
    answered: (news) => answer(news.opKey, news.answer),
    close: () => {
      for (const opKey of Array.from(waiting.keys())) answer(opKey, { kind: 'notReached' });
    },
  };
}
