/** Asks HQ to keep points or money for a payment, within the patience of a cashier. */

import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { Timers } from '#shared/kernel/clock.ts';
import type { HqClient } from '#sync/client/hq-client.ts';

type ReservedNews = Extract<SyncNews, { kind: 'reserved' }>;

export type Reserving = {
  readonly reserve: (request: ReserveRequest, withinMs: number) => Promise<void>;
  /** Given up: it would end by itself later. */
  readonly release: (opKey: string) => Promise<void>;
};

export function createReserving(deps: {
  readonly client: Pick<HqClient, 'reserve' | 'release'>;
  readonly timers: Timers;
  readonly tell: (news: SyncNews) => void;
}): Reserving {
  const { client, timers, tell } = deps;
  return {
    reserve: async (request, withinMs) => {
      const ending = new AbortController();
      const timer = timers.setTimer(withinMs, () => ending.abort());
      const outcome = await client.reserve(request, ending.signal);
      timers.clearTimer(timer);
      tell({ kind: 'reserved', opKey: request.opKey, answer: answerOf(outcome) });
    },
    release: async (opKey) => {
      // Whatever comes of it: a reservation that nobody books ends by itself.
      await client.release(opKey);
    },
  };
}

const refusals = new Set(['not_enough', 'on_hold']);

/** Any other answer of HQ decides nothing about the payment: the limits of a till that is alone do. */
function answerOf(outcome: Awaited<ReturnType<HqClient['reserve']>>): ReservedNews['answer'] {
  if (outcome.kind === 'ok') return { kind: 'given' };
  if (outcome.kind !== 'refused' || !refusals.has(outcome.code)) return { kind: 'notReached' };
  return { kind: 'refused', code: outcome.code };
}
