/** What is known of the line at this moment, worked out from one piece of news after the other. */

import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { SyncView } from '#shared/contracts/till/sync-views.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';

export type LineState = {
  readonly memory: SyncMemory;
  readonly isReachable: boolean;
  readonly activity: SyncView['activity'];
  readonly progress: SyncView['progress'];
  readonly nextTryAtMs: EpochMs | null;
  readonly trouble: SyncView['trouble'];
  /** HQ answers and nothing goes over. */
  readonly isStuck: boolean;
};

export function lineStateOf(memory: SyncMemory): LineState {
  return {
    memory,
    isReachable: false,
    activity: 'idle',
    progress: null,
    nextTryAtMs: null,
    trouble: null,
    isStuck: false,
  };
}

/** Causes with which HQ itself was there. */
const reached: readonly string[] = [
  'badAnswer',
  'revoked',
  'notAuthentic',
  'versionUnsupported',
  'notApplied',
  'diskFull',
];

export function withNews(state: LineState, news: SyncNews, nowMs: EpochMs): LineState {
  const { memory } = state;
  const remember = (part: Partial<SyncMemory>): LineState => ({ ...state, memory: { ...memory, ...part } });
  switch (news.kind) {
    case 'activity': {
      const nextTryAtMs = news.nextTryInMs === null ? null : epochMs(nowMs + news.nextTryInMs);
      return { ...state, activity: news.activity, nextTryAtMs };
    }
    case 'contacted': {
      const { hqEpoch, state: tillState, reason, lease } = news.answer;
      const { hqAheadMs } = news;
      const told = remember({ hqEpoch, tillState, reason, lease, hqAheadMs, contactAtMs: nowMs });
      return { ...told, isReachable: true };
    }
    case 'acknowledged': {
      const { head: acknowledged, proof, durable } = news;
      return { ...remember({ acknowledged, proof, durable: durable ?? memory.durable }), isStuck: false };
    }
    case 'progress':
      return { ...state, progress: news.progress };
    case 'trouble':
      return withTrouble(state, news.cause, nowMs);
    case 'complete':
      return { ...remember({ completeAtMs: nowMs }), isStuck: false };
    case 'pulled':
      return remember({ dataAtMs: news.madeAtMs });
    case 'stuck':
      return { ...state, isStuck: true, trouble: { cause: 'stuck', sinceMs: nowMs } };
    case 'alive':
    case 'keys':
    case 'setBack':
    case 'reserved':
      return state;
  }
}

type Cause = NonNullable<SyncView['trouble']>['cause'];

/** The same trouble goes on since it began. */
function withTrouble(state: LineState, cause: Cause | null, nowMs: EpochMs): LineState {
  if (cause === null) return { ...state, trouble: null, isReachable: true };
  const sinceMs = state.trouble?.cause === cause ? state.trouble.sinceMs : nowMs;
  return { ...state, trouble: { cause, sinceMs }, isReachable: reached.includes(cause) };
}

/** What must not wait to be written: the rest is worth little after a restart. */
export function isPressing(before: SyncMemory, after: SyncMemory): boolean {
  return (
    before.acknowledged?.hash !== after.acknowledged?.hash ||
    before.proof !== after.proof ||
    before.durable?.hash !== after.durable?.hash ||
    before.hqEpoch !== after.hqEpoch ||
    before.tillState !== after.tillState ||
    before.reason !== after.reason ||
    before.lease?.expiresAtMs !== after.lease?.expiresAtMs
  );
}
