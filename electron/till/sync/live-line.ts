/** The line to HQ of a till that has the means: runs the worker, remembers its news, and lets the till join. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { JoinView, SyncCause, SyncView } from '#shared/contracts/till/sync-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { noSyncMemory } from '../db/stores/sync-state-store.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { TillPorts } from '../ports.ts';
import type { ExportBacklog } from './export-backlog.ts';
import { askToJoin, lookAtJoin } from './join-hq.ts';
import type { JoinDeps } from './join-hq.ts';
import { createLater } from './later.ts';
import { isPressing, lineStateOf, withNews } from './line-state.ts';
import { joinViewOf, syncViewOf } from './line-views.ts';
import { createReservations } from './reservations.ts';
import type { StartSyncWorker } from './start-sync-worker.ts';
import { superviseWorker } from './supervise-worker.ts';
import type { JoinCode, SyncLine } from './sync-line.ts';
import type { SyncJob } from './worker-job.ts';

export type LiveLineDeps = {
  readonly join: JoinDeps;
  readonly file: {
    readonly first: HqFile | undefined;
    /** False where the disk refuses. */
    readonly write: (file: HqFile) => boolean;
  };
  readonly memory: {
    readonly first: SyncMemory;
    /** False where the disk refuses: it is tried again with the next news. */
    readonly write: (memory: SyncMemory) => boolean;
  };
  /** Entries behind a place of the ledger, and when the first of them was booked. */
  readonly backlogBehind: (place: EntryPlace | null) => SyncView['backlog'];
  readonly job: Omit<SyncJob, 'hq' | 'hasLedger' | 'isReceiving' | 'start' | 'startDelayMs'>;
  readonly startWorker: StartSyncWorker;
  readonly exportBacklog: ExportBacklog;
  /** A pull was taken over by the cache in use. */
  readonly onPulled: () => void;
  /** The till service has to start again to go on. */
  readonly onStartOver: (reason: StartOverReason) => void;
  readonly ports: Pick<TillPorts, 'clock' | 'timers' | 'log'>;
};

export type StartOverReason = 'joined' | 'snapshot' | 'setBack';

const rememberWithinMs = 1_000;
const rememberAnywayMs = 5 * 60_000;
const tellWithinMs = 1_000;
const lookEveryMs = 3_000;

export function createLiveLine(deps: LiveLineDeps): SyncLine {
  const { ports } = deps;
  const { clock, timers, log } = ports;
  const later = createLater(timers);
  let hq = deps.file.first;
  let state = lineStateOf(hq?.step === 'joined' ? deps.memory.first : noSyncMemory);
  let written = { memory: state.memory, atMs: clock.monotonicMs() };
  let joinTrouble: SyncCause | null = null;
  const told: (() => void)[] = [];
  let isClosed = false;

  const changed = (): void => later.within('tell', tellWithinMs, () => told.forEach((tell) => tell()));
  const remember = (): void => {
    later.cancel('remember');
    if (hq?.step !== 'joined' || written.memory === state.memory) return;
    if (deps.memory.write(state.memory)) written = { memory: state.memory, atMs: clock.monotonicMs() };
  };
  const startOver = (reason: StartOverReason): void => {
    remember();
    log('syncStartsOver', { reason });
    if (!isClosed) deps.onStartOver(reason);
  };
  const keep = (next: HqFile): boolean => {
    const isKept = deps.file.write(next);
    if (isKept) hq = next;
    return isKept;
  };
  const onNews = (news: SyncNews): void => {
    if (isClosed) return;
    state = withNews(state, news, clock.nowMs());
    if (news.kind === 'trouble' && news.cause !== null) {
      log('syncTrouble', { cause: news.cause, detail: news.detail });
    }
    if (news.kind === 'keys' && hq !== undefined) keep({ ...hq, keys: news.keys });
    if (news.kind === 'reserved') reservations.answered(news);
    if (news.kind === 'setBack') startOver('setBack');
    if (news.kind === 'pulled') onPulled(news.isSnapshot);
    const isOld = clock.monotonicMs() - written.atMs > rememberAnywayMs;
    if (isOld || isPressing(written.memory, state.memory)) {
      later.within('remember', rememberWithinMs, remember);
    }
    changed();
  };
  const onPulled = (isSnapshot: boolean): void => {
    if (!isSnapshot) deps.onPulled();
    else if (hq?.step !== 'receiving') startOver('snapshot');
    else if (keep({ ...hq, step: 'moving' })) startOver('joined');
  };
  const worker = superviseWorker({ startWorker: deps.startWorker, onNews, ports });
  const reservations = createReservations({ timers, send: worker.send });
  const runFor = (file: HqFile): void => {
    const isReceiving = file.step === 'receiving';
    if (!isReceiving && file.step !== 'joined') return;
    worker.run(() => ({
      ...deps.job,
      hq: hq ?? file,
      hasLedger: !isReceiving,
      isReceiving,
      start: state.memory,
      // Somebody stands there and waits for the first snapshot.
      startDelayMs: isReceiving ? 0 : null,
    }));
  };
  const look = async (): Promise<void> => {
    const asked = hq;
    if (asked?.step !== 'waiting' || isClosed) return;
    const found = await lookAtJoin(deps.join, asked);
    if (isClosed || hq !== asked) return;
    joinTrouble = found.kind === 'trouble' ? found.cause : null;
    const isNews = found.kind === 'answered' && found.step !== 'waiting';
    changed();
    if (isNews && keep({ ...asked, step: found.step })) runFor(hq);
    else later.within('look', lookEveryMs, () => void look());
  };
  if (hq !== undefined) runFor(hq);
  void look();

  return {
    view: () => {
      const backlog = deps.backlogBehind(state.memory.acknowledged);
      return syncViewOf({ hq, state, backlog, nowMs: clock.nowMs() });
    },
    sendNow: () => {
      worker.send({ order: 'now' });
      return hq?.step === 'joined' || hq?.step === 'receiving';
    },
    join: async (asked) => {
      const refused = mayJoin(hq, state.memory, deps.backlogBehind);
      if (refused !== null) return err(refused);
      const file = await askToJoin(deps.join, asked);
      if (!file.ok) return file;
      const isSame = hq?.step === 'joined' && hq.hqId === file.value.hqId && !isOut(state.memory);
      if (isSame) return err(appError('already_joined'));
      worker.stop();
      if (!keep(file.value)) return err(appError('file_unwritable'));
      joinTrouble = null;
      void look();
      changed();
      return ok(joinViewOf(hq, null));
    },
    joinView: () => joinViewOf(hq, joinTrouble),
    cancelJoin: (): Result<JoinView, AppError<'already_joined'>> => {
      if (hq?.step === 'joined' || hq?.step === 'moving') return err(appError('already_joined'));
      if (hq !== undefined && keep({ ...hq, step: 'cancelled' })) worker.stop();
      changed();
      return ok(joinViewOf(hq, null));
    },
    exportBacklog: () =>
      hq?.step === 'joined'
        ? deps.exportBacklog(hq, state.memory.acknowledged)
        : Promise.resolve(err(appError('not_joined'))),
    onChanged: (tell) => void told.push(tell),
    isJoined: () => hq?.step === 'joined',
    isReachable: () => state.isReachable,
    isStuck: () => state.isStuck,
    memory: () => state.memory,
    backlog: () => deps.backlogBehind(state.memory.acknowledged),
    booked: () => {
      if (hq?.step !== 'joined') return;
      worker.send({ order: 'booked' });
      changed();
    },
    reserve: reservations.reserve,
    release: reservations.release,
    close: () => {
      remember();
      isClosed = true;
      later.close();
      worker.stop();
      reservations.close();
    },
  };
}

/** HQ has shut this till out, or gave its place to another: it may come again as a new one. */
function isOut({ tillState }: SyncMemory): boolean {
  return tillState === 'revoked' || tillState === 'replaced';
}

/** A till leaves an HQ only with everything that it booked for it. */
function mayJoin(
  hq: HqFile | undefined,
  memory: SyncMemory,
  backlogBehind: LiveLineDeps['backlogBehind'],
): AppError<JoinCode> | null {
  if (hq?.step === 'receiving' || hq?.step === 'moving') return appError('already_joined');
  if (hq?.step !== 'joined' || isOut(memory)) return null;
  const { entries } = backlogBehind(memory.acknowledged);
  return entries > 0 ? appError('unsent_to_other_hq', { entries }) : null;
}
