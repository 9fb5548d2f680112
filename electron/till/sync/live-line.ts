/** The line to HQ of a till that has the means: runs the worker, remembers its news, and lets the till join. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { SyncCause, SyncView } from '#shared/contracts/till/sync-views.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { noSyncMemory } from '../db/stores/sync-state-store.ts';
import type { SyncMemory } from '../db/stores/sync-state-store.ts';
import type { EntryPlace } from '../db/stores/place.ts';
import type { TillPorts } from '../ports.ts';
import type { ExportBacklog } from './export-backlog.ts';
import { askToJoin, lookAtJoin } from './join-hq.ts';
import type { JoinDeps } from './join-hq.ts';
import { createLater } from './later.ts';
import type { Later } from './later.ts';
import { createHqTime } from './hq-time.ts';
import type { HqTime } from './hq-time.ts';
import { isPressing, lineStateOf, withNews } from './line-state.ts';
import type { LineState } from './line-state.ts';
import { joinViewOf, syncViewOf } from './line-views.ts';
import { isPersonalDataOver } from './personal-data.ts';
import { createReservations } from './reservations.ts';
import type { Reservations } from './reservations.ts';
import type { StartSyncWorker } from './start-sync-worker.ts';
import { superviseWorker } from './supervise-worker.ts';
import type { WorkerSupervision } from './supervise-worker.ts';
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
  /** This start has taken the members out already, or keeps them from everybody. */
  readonly arePersonsLocked: boolean;
  /** A pull was taken over by the cache in use. */
  readonly onPulled: () => void;
  /** The till service has to start again to go on. */
  readonly onStartOver: (reason: StartOverReason) => void;
  readonly ports: Pick<TillPorts, 'clock' | 'timers' | 'log'>;
};

/** `leaseOver`: no member may be known by name any more, which the start sees to. */
export type StartOverReason = 'joined' | 'snapshot' | 'setBack' | 'leaseOver';

const rememberWithinMs = 1_000;
const rememberAnywayMs = 5 * 60_000;
const tellWithinMs = 1_000;
const lookEveryMs = 3_000;

/** One thread, one owner: what the functions below work on. */
type Core = {
  readonly deps: LiveLineDeps;
  readonly later: Later;
  readonly told: (() => void)[];
  readonly hqTime: HqTime;
  hq: HqFile | undefined;
  state: LineState;
  written: { readonly memory: SyncMemory; readonly atMs: number };
  joinTrouble: SyncCause | null;
  isClosed: boolean;
};
type Running = {
  readonly core: Core;
  readonly worker: WorkerSupervision;
  readonly reservations: Reservations;
};

export function createLiveLine(deps: LiveLineDeps): SyncLine {
  const { ports, startWorker } = deps;
  const { clock, timers } = ports;
  const hq = deps.file.first;
  const memory = hq?.step === 'joined' ? deps.memory.first : noSyncMemory;
  const core: Core = {
    deps,
    later: createLater(timers),
    told: [],
    hqTime: createHqTime(clock, memory),
    hq,
    state: lineStateOf(memory),
    written: { memory, atMs: clock.monotonicMs() },
    joinTrouble: null,
    isClosed: false,
  };
  const onNews = (news: SyncNews): void => {
    if (news.kind === 'reserved') reservations.answered(news);
    takeNews(core, news);
  };
  const worker = superviseWorker({ startWorker, onNews, ports });
  const reservations = createReservations({ timers, send: worker.send });
  const running = { core, worker, reservations };
  run(running);
  void look(running);
  return { ...askedOf(core), ...joiningOf(running), ...workingOf(running) };
}

function takeNews(core: Core, news: SyncNews): void {
  const { deps, later } = core;
  const { clock, log } = deps.ports;
  if (core.isClosed) return;
  if (news.kind === 'contacted') core.hqTime.heard(news.answer.nowMs);
  const told = withNews(core.state, news, clock.nowMs());
  core.state = { ...told, memory: { ...told.memory, hqTimeMs: core.hqTime.nowMs() } };
  if (news.kind === 'trouble' && news.cause !== null) {
    log('syncTrouble', { cause: news.cause, detail: news.detail });
  }
  if (news.kind === 'keys' && core.hq !== undefined) keep(core, { ...core.hq, keys: news.keys });
  if (news.kind === 'setBack') startOver(core, 'setBack');
  if (news.kind === 'pulled') pulled(core, news.isSnapshot);
  lookAtPersons(core);
  const isOld = clock.monotonicMs() - core.written.atMs > rememberAnywayMs;
  if (isOld || isPressing(core.written.memory, core.state.memory)) {
    later.within('remember', rememberWithinMs, () => remember(core));
  }
  changed(core);
}

/** With every piece of news, of which there is one each half minute whatever the line does. */
function lookAtPersons(core: Core): void {
  const { deps, hqTime, state, hq } = core;
  if (deps.arePersonsLocked || hq?.step !== 'joined') return;
  if (isPersonalDataOver(state.memory, hqTime.nowMs())) startOver(core, 'leaseOver');
}

function changed({ later, told }: Core): void {
  later.within('tell', tellWithinMs, () => {
    for (const tell of told) tell();
  });
}

function remember(core: Core): void {
  const { deps, state, written, hq, later } = core;
  later.cancel('remember');
  if (hq?.step !== 'joined' || written.memory === state.memory) return;
  if (!deps.memory.write(state.memory)) return;
  core.written = { memory: state.memory, atMs: deps.ports.clock.monotonicMs() };
}

/** False where the disk refuses: everything is as it was. */
function keep(core: Core, file: HqFile): boolean {
  const isKept = core.deps.file.write(file);
  if (isKept) core.hq = file;
  return isKept;
}

function startOver(core: Core, reason: StartOverReason): void {
  remember(core);
  core.deps.ports.log('syncStartsOver', { reason });
  core.deps.onStartOver(reason);
}

function pulled(core: Core, isSnapshot: boolean): void {
  if (!isSnapshot) core.deps.onPulled();
  else if (core.hq?.step !== 'receiving') startOver(core, 'snapshot');
  else if (keep(core, { ...core.hq, step: 'moving' })) startOver(core, 'joined');
}

function run({ core, worker }: Running): void {
  const { hq: file, deps } = core;
  const isReceiving = file?.step === 'receiving';
  if (file === undefined || (!isReceiving && file.step !== 'joined')) return;
  worker.run(() => ({
    ...deps.job,
    hq: core.hq ?? file,
    hasLedger: !isReceiving,
    isReceiving,
    start: core.state.memory,
    // Somebody stands there: waits for the first snapshot, or wants to see that it has joined.
    startDelayMs: isReceiving || core.state.memory.contactAtMs === null ? 0 : null,
  }));
}

/** Asks what became of the wish to join, until a person at HQ has said so. */
async function look(running: Running): Promise<void> {
  const { core } = running;
  const asked = core.hq;
  if (asked?.step !== 'waiting' || core.isClosed) return;
  const found = await lookAtJoin(core.deps.join, asked);
  if (core.isClosed || core.hq !== asked) return;
  core.joinTrouble = found.kind === 'trouble' ? found.cause : null;
  const isNews = found.kind === 'answered' && found.step !== 'waiting';
  changed(core);
  if (isNews && keep(core, { ...asked, step: found.step })) run(running);
  else core.later.within('look', lookEveryMs, () => void look(running));
}

type Asked = Pick<
  SyncLine,
  | 'view'
  | 'isJoined'
  | 'isReachable'
  | 'isStuck'
  | 'memory'
  | 'hqNowMs'
  | 'backlog'
  | 'onChanged'
  | 'exportBacklog'
>;

function askedOf(core: Core): Asked {
  const { deps } = core;
  const backlog = (): SyncView['backlog'] => deps.backlogBehind(core.state.memory.acknowledged);
  return {
    view: () => {
      const { hq, state } = core;
      const nowMs = deps.ports.clock.nowMs();
      return syncViewOf({ hq, state, backlog: backlog(), nowMs, hqNowMs: core.hqTime.nowMs() });
    },
    isJoined: () => core.hq?.step === 'joined',
    isReachable: () => core.state.isReachable,
    isStuck: () => core.state.isStuck,
    memory: () => core.state.memory,
    hqNowMs: core.hqTime.nowMs,
    backlog,
    onChanged: (tell) => void core.told.push(tell),
    exportBacklog: () =>
      core.hq?.step === 'joined'
        ? deps.exportBacklog(core.hq, core.state.memory.acknowledged)
        : Promise.resolve(err(appError('not_joined'))),
  };
}

function joiningOf(running: Running): Pick<SyncLine, 'join' | 'joinView' | 'cancelJoin'> {
  const { core, worker } = running;
  return {
    join: async (asked) => {
      const refused = mayJoin(core.hq, core.state.memory, core.deps.backlogBehind);
      if (refused !== null) return err(refused);
      const file = await askToJoin(core.deps.join, asked);
      if (!file.ok) return file;
      const isSame = core.hq?.step === 'joined' && core.hq.hqId === file.value.hqId;
      if (isSame && !isOut(core.state.memory)) return err(appError('already_joined'));
      worker.stop();
      if (!keep(core, file.value)) return err(appError('file_unwritable'));
      core.joinTrouble = null;
      void look(running);
      changed(core);
      return ok(joinViewOf(core.hq, null));
    },
    joinView: () => joinViewOf(core.hq, core.joinTrouble),
    cancelJoin: () => {
      const { hq } = core;
      if (hq?.step === 'joined' || hq?.step === 'moving') return err(appError('already_joined'));
      if (hq !== undefined && keep(core, { ...hq, step: 'cancelled' })) worker.stop();
      changed(core);
      return ok(joinViewOf(core.hq, null));
    },
  };
}

function workingOf({
  core,
  worker,
  reservations,
}: Running): Pick<SyncLine, 'sendNow' | 'booked' | 'reserve' | 'release' | 'close'> {
  return {
    sendNow: () => {
      worker.send({ order: 'now' });
      return core.hq?.step === 'joined' || core.hq?.step === 'receiving';
    },
    booked: () => {
      if (core.hq?.step !== 'joined') return;
      worker.send({ order: 'booked' });
      changed(core);
    },
    reserve: reservations.reserve,
    release: reservations.release,
    close: () => {
      remember(core);
      core.isClosed = true;
      core.later.close();
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
