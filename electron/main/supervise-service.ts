/** Keeps one service running: starts it, watches its signs of life, ends it when they stop, and starts it again. */

import type { Clock, TimerId, Timers } from '#shared/kernel/clock.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { heartbeatEveryMs, serviceSignSchema } from '#shared/contracts/supervision.ts';
import type { ServiceSign } from '#shared/contracts/supervision.ts';
import { healthyAfterMs, restartDelayMs } from './restart-delay.ts';
import type { Log } from './log.ts';

/** `politely` asks the process to end; `atOnce` cannot be refused, not even by one that hangs. */
export type ServiceProcess = { readonly kill: (how: 'politely' | 'atOnce') => void };

/** What a running service tells its supervisor; `exited` is told exactly once. */
export type ServiceSigns = {
  readonly received: (message: unknown) => void;
  readonly exited: (code: number | null) => void;
};

export type SupervisorDeps<Service extends ServiceProcess> = {
  readonly name: string;
  /** `attempt` is 1 for a first start and counts the starts in a row that failed. */
  readonly launch: (attempt: number, signs: ServiceSigns) => Service;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  readonly log: Log;
  /** The service said that it is ready. */
  readonly onRunning: (service: Service) => void;
  /** The service ended; the next start is the `attempt`-th in a row. */
  readonly onLost: (attempt: number) => void;
  /** The service said why it cannot run; it is started again all the same, at the longest delay. */
  readonly onRefused: (code: string) => void;
  /** Called every `heartbeatEveryMs` for a service that was started: the shell's own sign of life. */
  readonly onBeat: (service: Service) => void;
  /** A service that was ready and gives no sign of life for so long is ended. */
  readonly silenceMsMax: number;
  /** An exit with this code, after a second of life, is a wish to be started again and no failure. */
  readonly startOverCode?: number;
};

export type Supervisor<Service extends ServiceProcess> = {
  readonly start: () => void;
  /** Resolves when the process has ended; nothing is started any more. */
  readonly stop: () => Promise<void>;
  /** The service, once it said that it is ready and until it ends. */
  readonly running: () => Service | undefined;
};

/** Opening, upgrading or filling a database may keep a service silent for a while before it is ready. */
export const startSilenceMsMax = 60_000;
const checkEveryMs = heartbeatEveryMs / 2;
/** A check that comes later than this says that the shell itself was stopped, not the service. */
const checkLateMs = heartbeatEveryMs + checkEveryMs;
const politeMsMax = 1_500;
const startOverAfterMs = 1_000;

type Run<Service> = {
  service: Service | undefined;
  readonly startedAtMs: number;
  readyAtMs: number | undefined;
  lastSignAtMs: number;
  lastBeatAtMs: number;
  refusedCode: string | undefined;
};

/** All that a supervisor remembers; every function below takes it first. */
type Watch<Service extends ServiceProcess> = {
  readonly deps: SupervisorDeps<Service>;
  run: Run<Service> | undefined;
  failuresInRow: number;
  timer: TimerId | undefined;
  checkedAtMs: number;
  stopping: Promise<void> | undefined;
  stopped: () => void;
};

export function createSupervisor<Service extends ServiceProcess>(
  deps: SupervisorDeps<Service>,
): Supervisor<Service> {
  const watch: Watch<Service> = {
    deps,
    run: undefined,
    failuresInRow: 0,
    timer: undefined,
    checkedAtMs: 0,
    stopping: undefined,
    stopped: () => {},
  };
  return {
    start: () => {
      invariant(watch.run === undefined && watch.timer === undefined, 'a supervisor is started once');
      begin(watch);
    },
    stop: () => {
      watch.stopping ??= new Promise((resolve) => {
        watch.stopped = resolve;
        stopService(watch);
      });
      return watch.stopping;
    },
    running: () => (watch.run?.readyAtMs === undefined ? undefined : watch.run.service),
  };
}

function begin<Service extends ServiceProcess>(watch: Watch<Service>): void {
  const nowMs = watch.deps.clock.monotonicMs();
  const run: Run<Service> = {
    service: undefined,
    startedAtMs: nowMs,
    readyAtMs: undefined,
    lastSignAtMs: nowMs,
    lastBeatAtMs: nowMs,
    refusedCode: undefined,
  };
  watch.run = run;
  watch.checkedAtMs = nowMs;
  run.service = watch.deps.launch(watch.failuresInRow + 1, {
    received: (message) => receive(watch, run, message),
    exited: (code) => end(watch, run, code),
  });
  wake(watch, checkEveryMs, () => check(watch));
}

function receive<Service extends ServiceProcess>(
  watch: Watch<Service>,
  run: Run<Service>,
  message: unknown,
): void {
  if (run !== watch.run || watch.stopping !== undefined) return; // last words of what is no longer ours
  const sign = serviceSignSchema.safeParse(message);
  if (!sign.success) {
    watch.deps.log('strangeSign', { service: watch.deps.name });
    return;
  }
  run.lastSignAtMs = watch.deps.clock.monotonicMs();
  takeSign(watch, run, sign.data);
}

function takeSign<Service extends ServiceProcess>(
  watch: Watch<Service>,
  run: Run<Service>,
  sign: ServiceSign,
): void {
  const { deps } = watch;
  const { service } = run;
  if (service === undefined) return;
  if (sign.message === 'ready' && run.readyAtMs === undefined) {
    run.readyAtMs = run.lastSignAtMs;
    deps.log('serviceReady', { service: deps.name, afterMs: Math.round(run.readyAtMs - run.startedAtMs) });
    deps.onRunning(service);
  }
  if (sign.message === 'cannotStart' && run.refusedCode === undefined) {
    run.refusedCode = sign.code;
    deps.log('serviceRefused', { service: deps.name, code: sign.code });
    deps.onRefused(sign.code);
    service.kill('atOnce');
  }
}

function check<Service extends ServiceProcess>(watch: Watch<Service>): void {
  const { deps, run } = watch;
  if (run?.service === undefined) return;
  wake(watch, checkEveryMs, () => check(watch));
  const nowMs = deps.clock.monotonicMs();
  if (nowMs - watch.checkedAtMs > checkLateMs) run.lastSignAtMs = nowMs;
  watch.checkedAtMs = nowMs;
  const silenceMsMax = run.readyAtMs === undefined ? startSilenceMsMax : deps.silenceMsMax;
  if (nowMs - run.lastSignAtMs >= silenceMsMax) {
    deps.log('serviceSilent', { service: deps.name, silentMs: Math.round(nowMs - run.lastSignAtMs) });
    // Asked again at each check: a second writer must not be started while the first may still wake up.
    run.service.kill('atOnce');
    return;
  }
  if (nowMs - run.lastBeatAtMs < heartbeatEveryMs) return;
  run.lastBeatAtMs = nowMs;
  deps.onBeat(run.service);
}

function end<Service extends ServiceProcess>(
  watch: Watch<Service>,
  run: Run<Service>,
  code: number | null,
): void {
  if (run !== watch.run) return;
  watch.run = undefined;
  sleep(watch);
  if (watch.stopping !== undefined) {
    watch.stopped();
    return;
  }
  const { deps } = watch;
  const nowMs = deps.clock.monotonicMs();
  const isStartingOver =
    code !== null && code === deps.startOverCode && nowMs - run.startedAtMs >= startOverAfterMs;
  const wasHealthy = run.readyAtMs !== undefined && nowMs - run.readyAtMs >= healthyAfterMs;
  if (wasHealthy || isStartingOver) watch.failuresInRow = 0;
  if (!isStartingOver) watch.failuresInRow += 1;
  const delayMs = delayOf(run, watch.failuresInRow);
  deps.log('serviceEnded', { service: deps.name, code: code ?? 'killed', delayMs });
  if (run.refusedCode === undefined) deps.onLost(watch.failuresInRow + 1);
  wake(watch, delayMs, () => begin(watch));
}

function stopService<Service extends ServiceProcess>(watch: Watch<Service>): void {
  sleep(watch);
  const service = watch.run?.service;
  if (service === undefined) {
    watch.stopped();
    return;
  }
  service.kill('politely');
  wake(watch, politeMsMax, () => service.kill('atOnce'));
}

function wake<Service extends ServiceProcess>(watch: Watch<Service>, delayMs: number, run: () => void): void {
  watch.timer = watch.deps.timers.setTimer(delayMs, run);
}

function sleep<Service extends ServiceProcess>(watch: Watch<Service>): void {
  if (watch.timer !== undefined) watch.deps.timers.clearTimer(watch.timer);
  watch.timer = undefined;
}

function delayOf(ended: Run<unknown>, failuresInRow: number): number {
  if (ended.refusedCode !== undefined) return restartDelayMs(Number.MAX_SAFE_INTEGER, false);
  return restartDelayMs(failuresInRow, ended.readyAtMs !== undefined);
}
