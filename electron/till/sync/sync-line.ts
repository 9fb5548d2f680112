/** The till's line to HQ, as the rest of the till sees it: a till without one has a line that leads nowhere. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CarriedBacklog, JoinView, SyncView } from '#shared/contracts/till/sync-views.ts';
import type { ReserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { err } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { noSyncMemory } from '../db/stores/sync-state-store.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';
import type { Reserved } from './reservations.ts';

export type JoinCode =
  | 'already_joined'
  | 'address_invalid'
  | 'join_code_wrong'
  | 'join_code_expired'
  | 'join_refused'
  | 'hq_not_reached'
  | 'unsent_to_other_hq'
  | 'file_unwritable';
export type ExportCode = 'not_joined' | 'nothing_to_send' | 'file_unwritable' | 'disk_full';

export type SyncLine = {
  readonly view: () => SyncView;
  /** False for a till that belongs to no HQ. */
  readonly sendNow: () => boolean;
  readonly join: (asked: {
    readonly url: string;
    readonly code: string;
  }) => Promise<Result<JoinView, AppError<JoinCode>>>;
  readonly joinView: () => JoinView;
  readonly cancelJoin: () => Result<JoinView, AppError<'already_joined'>>;
  readonly exportBacklog: () => Promise<Result<CarriedBacklog, AppError<ExportCode>>>;
  readonly onChanged: (tell: () => void) => void;
  readonly isJoined: () => boolean;
  /** HQ answers. */
  readonly isReachable: () => boolean;
  /** HQ answers, entries wait, and for five minutes none went over. */
  readonly isStuck: () => boolean;
  /** What HQ said last. */
  readonly memory: () => SyncMemory;
  /** HQ's time as far as this till knows it; it never goes back. */
  readonly hqNowMs: () => EpochMs;
  /** Entries that HQ has not acknowledged. */
  readonly backlog: () => SyncView['backlog'];
  /** Something was booked. */
  readonly booked: () => void;
  /** Asks HQ to keep what a payment takes; answers within two seconds, whatever the line. */
  readonly reserve: (request: ReserveRequest) => Promise<Reserved>;
  readonly release: (opKey: string) => void;
  readonly close: () => void;
};

export const noJoin: JoinView = {
  step: 'none',
  url: null,
  fingerprint: null,
  tillName: null,
  storeName: null,
  chainName: null,
  trouble: null,
};

export function viewAlone(atMs: SyncView['atMs']): SyncView {
  return {
    atMs,
    mode: 'alone',
    hq: null,
    isReachable: false,
    activity: 'idle',
    progress: null,
    lastContactAtMs: null,
    lastCompleteAtMs: null,
    nextTryAtMs: null,
    backlog: { entries: 0, oldestAtMs: null },
    hqAheadMinutes: null,
    dataAtMs: null,
    trouble: null,
    tillState: null,
    leaseEndsAtMs: null,
    redemption: null,
  };
}

/** Of a till that was started without the means to join. */
export function createNoLine({ clock }: { readonly clock: Clock }): SyncLine {
  return {
    view: () => viewAlone(clock.nowMs()),
    sendNow: () => false,
    join: () => Promise.resolve(err(appError('hq_not_reached', { cause: 'unreachable' }))),
    joinView: () => noJoin,
    cancelJoin: () => ({ ok: true, value: noJoin }),
    exportBacklog: () => Promise.resolve(err(appError('not_joined'))),
    onChanged: () => undefined,
    isJoined: () => false,
    isReachable: () => false,
    isStuck: () => false,
    memory: () => noSyncMemory,
    hqNowMs: clock.nowMs,
    backlog: () => ({ entries: 0, oldestAtMs: null }),
    booked: () => undefined,
    reserve: () => Promise.resolve({ kind: 'notReached' }),
    release: () => undefined,
    close: () => undefined,
  };
}
