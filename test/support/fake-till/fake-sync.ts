/** The line of a till that belongs to an HQ which it has not reached since this morning, for the screen alone. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { syncOperations } from '#shared/contracts/till/sync-operations.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { JoinView, SyncView } from '#shared/contracts/till/sync-views.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';

const names = {
  chainName: { fa: 'فروشگاه‌های نمونه', en: 'Sample stores' },
  storeName: { fa: 'شعبهٔ مرکزی', en: 'Central store' },
  tillName: 'Till 1',
};
const url = 'https://hq.example';
const hourMs = 3_600_000;

function joinedView(): SyncView {
  const atMs = Date.now();
  return {
    atMs: epochMs(atMs),
    mode: 'joined',
    hq: { url, ...names, deviceId: uuid('0193a0b0-0000-7000-8000-00000000de01') },
    isReachable: false,
    activity: 'waiting',
    progress: null,
    lastContactAtMs: epochMs(atMs - 5 * hourMs),
    lastCompleteAtMs: epochMs(atMs - 5 * hourMs),
    nextTryAtMs: epochMs(atMs + 42_000),
    backlog: { entries: 37, oldestAtMs: epochMs(atMs - 5 * hourMs) },
    hqAheadMinutes: 0,
    dataAtMs: epochMs(atMs - 5 * hourMs),
    trouble: { cause: 'unreachable', sinceMs: epochMs(atMs - 5 * hourMs) },
    tillState: 'active',
    leaseEndsAtMs: epochMs(atMs + 80 * 24 * hourMs),
    redemption: 'offline',
  };
}

const joined: JoinView = { step: 'joined', url, fingerprint: 'K7QM 2XHD 9TRA 40WZ', ...names, trouble: null };

export function fakeSync(): Pick<Handlers<TillContract>, keyof typeof syncOperations> {
  return {
    syncState: () => ok(joinedView()),
    sendNow: () => ok({}),
    joinHq: () => ok({ ...joined, step: 'waiting' }),
    joinState: () => ok(joined),
    cancelJoin: () => ok({ ...joined, step: 'cancelled' }),
    exportBacklog: () => ok({ file: 'vafa-backlog-2026-11-22.vafa', entries: 37, bytes: 4_120 }),
  };
}
