/** Payments that wait for HQ's word, never longer than a cashier does. */

import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews, SyncOrder } from '#shared/contracts/sync/sync-worker.ts';
import type { Timers } from '#shared/kernel/clock.ts';

type ReservedNews = Extract<SyncNews, { kind: 'reserved' }>;
export type Reserved = ReservedNews['answer'];

export type Reservations = {
  /** Asked for the same while it waits, HQ is not asked again: both get its answer. */
  readonly reserve: (request: ReserveRequest) => Promise<Reserved>;
  readonly release: (opKey: string) => void;
  readonly answered: (news: ReservedNews) => void;
  /** Nobody answers any more. */
  readonly close: () => void;
};

type Waiting = {
  readonly asked: string;
  readonly end: (given: Reserved) => void;
  readonly answered: () => Promise<Reserved>;
};

/** HQ's part of the patience, and a little for the way between threads. */
export const reserveWithinMs = 1_500;
const wayMs = 100;

export function createReservations(deps: {
  readonly timers: Timers;
  readonly send: (order: SyncOrder) => void;
}): Reservations {
  const { timers, send } = deps;
  const waiting = new Map<string, Waiting>();
  const answer = (opKey: string, given: Reserved): void => {
    waiting.get(opKey)?.end(given);
    waiting.delete(opKey);
  };
  const ask = (request: ReserveRequest, asked: string): Promise<Reserved> => {
    const { opKey } = request;
    answer(opKey, { kind: 'notReached' });
    const answered = new Promise<Reserved>((resolve) => {
      const timer = timers.setTimer(reserveWithinMs + wayMs, () => answer(opKey, { kind: 'notReached' }));
      const end = (given: Reserved): void => {
        timers.clearTimer(timer);
        resolve(given);
      };
      waiting.set(opKey, { asked, end, answered: () => answered });
    });
    send({ order: 'reserve', request, withinMs: reserveWithinMs });
    return answered;
  };
  return {
    reserve: (request) => {
      const asked = JSON.stringify(request);
      const before = waiting.get(request.opKey);
      return before?.asked === asked ? before.answered() : ask(request, asked);
    },
    release: (opKey) => {
      // Somebody pays the same sale at this moment: what HQ keeps is for them.
      if (!waiting.has(opKey)) send({ order: 'release', opKey });
    },
    answered: (news) => answer(news.opKey, news.answer),
    close: () => {
      for (const opKey of Array.from(waiting.keys())) answer(opKey, { kind: 'notReached' });
    },
  };
}
