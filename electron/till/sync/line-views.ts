/** The line to HQ in the words of the screen. */

import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { JoinView, SyncCause, SyncView } from '#shared/contracts/till/sync-views.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { LineState } from './line-state.ts';
import { redemptionLimitOf } from './redemption-limit.ts';
import { noJoin, viewAlone } from './sync-line.ts';

const minuteMs = 60_000;

export type LineLook = {
  readonly hq: HqFile | undefined;
  readonly state: LineState;
  readonly backlog: SyncView['backlog'];
  readonly nowMs: EpochMs;
  readonly hqNowMs: EpochMs;
};

export function syncViewOf({ hq, state, backlog, nowMs, hqNowMs }: LineLook): SyncView {
  const mode = hq === undefined ? 'alone' : modes[hq.step];
  if (hq === undefined || mode === 'alone') return viewAlone(nowMs);
  const { memory, isReachable, activity, progress, nextTryAtMs, trouble } = state;
  const { url, chainName, storeName, tillName, deviceId } = hq;
  const isJoined = mode === 'joined';
  return {
    atMs: nowMs,
    mode,
    hq: { url, chainName, storeName, tillName, deviceId },
    isReachable,
    activity,
    progress,
    lastContactAtMs: memory.contactAtMs,
    lastCompleteAtMs: memory.completeAtMs,
    nextTryAtMs,
    backlog: isJoined ? backlog : { entries: 0, oldestAtMs: null },
    hqAheadMinutes: memory.hqAheadMs === null ? null : Math.round(memory.hqAheadMs / minuteMs),
    dataAtMs: memory.dataAtMs,
    trouble,
    tillState: memory.tillState,
    leaseEndsAtMs: memory.lease?.expiresAtMs ?? null,
    redemption: isJoined ? redemptionLimitOf(memory, { hqNowMs, isReachable }) : null,
  };
}

const modes: Readonly<Record<HqFile['step'], SyncView['mode']>> = {
  waiting: 'joining',
  receiving: 'joining',
  moving: 'joining',
  joined: 'joined',
  refused: 'alone',
  expired: 'alone',
  cancelled: 'alone',
};

export function joinViewOf(hq: HqFile | undefined, trouble: SyncCause | null): JoinView {
  if (hq === undefined) return noJoin;
  const { step, url, fingerprint, tillName, storeName, chainName } = hq;
  return {
    step: step === 'moving' ? 'receiving' : step,
    url,
    fingerprint,
    tillName,
    storeName,
    chainName,
    trouble,
  };
}
