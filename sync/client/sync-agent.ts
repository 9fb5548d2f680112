/**
 * The till's side of the conversation with HQ: round after round, sooner when there is a reason and later when there is
 * trouble. Ends by itself only for a till that was set back and has to start again.
 */

import type { Hint } from '#shared/contracts/sync/sync-schemas.ts';
import type { TimerId } from '#shared/kernel/clock.ts';
import { backoffMs, figuresDelayMs, idleDelayMs, startDelayMsMax } from '#sync/core/backoff.ts';
import { isStuck } from '#sync/core/liveness.ts';
import { backlogOf, withHeads } from '#sync/core/standing.ts';
import { createAgentState } from './agent-state.ts';
import type { AgentState } from './agent-state.ts';
import { sendRuleSets } from './send-wanted.ts';
import type { AgentStart } from './sync-ports.ts';
import { hasReachedHq, syncRound, troubleOf } from './sync-round.ts';
import type { RoundDeps, RoundEnd } from './sync-round.ts';
import { createWaiting } from './waiting.ts';
import type { Waiting } from './waiting.ts';

export type SyncAgent = {
  /** Entries were booked: they go over in a moment. */
  readonly booked: () => void;
  /** Something can be pulled, at once or when figures are due; a cursor that the till has already is no news. */
  readonly hinted: (hint: Hint) => void;
  /** Whatever the delay was, now. */
  readonly now: () => void;
  /** The line for hints broke: HQ is looked at within seconds, by each till at a moment of its own. */
  readonly broken: () => void;
  /** Resolves when nothing of it is under way any more. */
  readonly stop: () => Promise<void>;
};

export type SyncAgentDeps = RoundDeps & {
  readonly start: AgentStart;
  /** A round ended well; called after each. */
  readonly onReachable: () => void;
  /** Whether HQ has other keys meanwhile. */
  readonly refreshKeys: () => Promise<void>;
  /** Tills of a chain are switched on at the same minute; default: they wait a random moment. */
  readonly startDelayMs?: number;
  /** A bug: whoever runs the agent starts it again. */
  readonly onBug: (bug: unknown) => void;
};

/** Bookings that follow on each other go over together. */
const debounceMs = 300;
const soonMs = 1_000;
/** Tills whose lines break at the same moment look at HQ over this time. */
const brokenMsMax = 5_000;
/** A line that is cut every minute, by a proxy in between, is no reason to look each time. */
const brokenEveryMs = 60_000;
/** A round without contact is for a booking alone. */
const contactEveryMs = 40_000;
const keysEveryMs = 24 * 3_600_000;
const keysAfterStrangerMs = 10 * 60_000;
const aliveEveryMs = 30_000;

type Pace = {
  failures: number;
  contactedAtMs: number | null;
  keysAtMs: number | null;
  isHinted: boolean;
  isAsked: boolean;
  /** Rule sets go over beside the rounds. */
  isUploading: boolean;
  /** The newest hint, and since when the pull of figures is on its way. */
  hint: Hint | null;
  figures: TimerId | null;
  /** When HQ was last looked at because the line for hints broke. */
  brokenAtMs: number | null;
};
const firstPace: Pace = {
  failures: 0,
  contactedAtMs: null,
  keysAtMs: null,
  isHinted: false,
  isAsked: false,
  isUploading: false,
  hint: null,
  figures: null,
  brokenAtMs: null,
};
type Life = {
  readonly deps: SyncAgentDeps;
  readonly state: AgentState;
  readonly pace: Pace;
  readonly waiting: Waiting;
};

export function startSyncAgent(deps: SyncAgentDeps): SyncAgent {
  const { ports } = deps;
  const state = createAgentState(deps.start);
  const waiting = createWaiting(ports.timers);
  const pace: Pace = { ...firstPace };
  const life = { deps, state, pace, waiting };
  const pulse = keepPulse(life);
  const living = live(life).catch(deps.onBug);
  return {
    booked: () => {
      state.waitingSinceMs ??= ports.clock.monotonicMs();
      // While HQ is not there, a sale changes nothing about the next try.
      if (pace.failures === 0) waiting.wakeIn(debounceMs);
    },
    hinted: (hint) => takeHint(life, hint),
    now: () => {
      pace.isAsked = true;
      waiting.wake();
    },
    broken: () => lookSoon(life),
    stop: async () => {
      state.isStopped = true;
      pulse.close();
      clearFigures(life);
      waiting.close();
      await living;
    },
  };
}

/**
 * What cannot wait is pulled at once, together with a contact, which tells whether this till was stopped. Figures wait:
 * a thousand tills that each pulled after every sale of every other one would ask a million times a second.
 */
function takeHint(life: Life, hint: Hint): void {
  const { deps, pace } = life;
  const isUrgent = pace.hint?.urgent !== hint.urgent;
  pace.hint = hint;
  if (hint.cursor === deps.pull.cursor()) return;
  if (isUrgent) {
    pace.isAsked = true;
    pullNow(life);
    return;
  }
  pace.figures ??= deps.ports.timers.setTimer(figuresDelayMs(deps.ports.fraction()), () => {
    pace.figures = null;
    if (pace.hint?.cursor !== deps.pull.cursor()) pullNow(life);
  });
}

function pullNow({ pace, waiting }: Life): void {
  pace.isHinted = true;
  if (pace.failures === 0) waiting.wake();
}

function clearFigures({ deps, pace }: Life): void {
  if (pace.figures !== null) deps.ports.timers.clearTimer(pace.figures);
  pace.figures = null;
}

/** Not where HQ is known to be away: the next try comes by itself, and later each time. */
function lookSoon({ deps, pace, waiting }: Life): void {
  const { clock, fraction } = deps.ports;
  const nowMs = clock.monotonicMs();
  const isRecent = pace.brokenAtMs !== null && nowMs - pace.brokenAtMs < brokenEveryMs;
  if (pace.failures > 0 || isRecent) return;
  pace.brokenAtMs = nowMs;
  pace.isAsked = true;
  waiting.wakeIn(Math.ceil(fraction() * brokenMsMax));
}

async function live({ deps, state, pace, waiting }: Life): Promise<void> {
  const { ports, tell } = deps;
  await waiting.wait(deps.startDelayMs ?? ports.fraction() * startDelayMsMax);
  while (!state.isStopped) {
    const nowMs = ports.clock.monotonicMs();
    const isContactDue =
      pace.failures > 0 ||
      pace.isAsked ||
      pace.contactedAtMs === null ||
      nowMs - pace.contactedAtMs >= contactEveryMs;
    const { isHinted } = pace;
    pace.isHinted = false;
    pace.isAsked = false;
    const end = await syncRound(deps, state, { isContactDue, isHinted, isWoken: waiting.isWoken });
    if (end.kind === 'setBack' || state.isStopped) return;
    if (isContactDue && end.kind === 'level') pace.contactedAtMs = nowMs;
    if (end.kind === 'level') uploadBeside({ deps, state, pace, waiting });
    await afterRound({ deps, state, pace, waiting }, end);
    // A push told that the till may do less, or more: why is asked at once.
    const isOtherwise = end.kind === 'level' && state.tillState !== state.contactState;
    pace.isAsked ||= isOtherwise;
    const fraction = ports.fraction();
    const delayMs = isOtherwise ? fraction * soonMs : delayAfter(pace, end, fraction);
    tell({
      kind: 'activity',
      activity: pace.failures > 0 ? 'waiting' : 'idle',
      nextTryInMs: Math.ceil(delayMs),
    });
    await waiting.wait(delayMs);
  }
}

/** A large rule set takes hours on a thin line: neither sales nor news wait for it. What failed is tried after a later round. */
function uploadBeside({ deps, state, pace }: Life): void {
  if (pace.isUploading || state.ruleSetsWanted.size === 0) return;
  pace.isUploading = true;
  void sendRuleSets(deps, state)
    .catch(deps.onBug)
    .finally(() => {
      pace.isUploading = false;
    });
}

function delayAfter(pace: Pace, end: RoundEnd, fraction: number): number {
  if (end.kind === 'level') {
    pace.failures = 0;
    return idleDelayMs(fraction);
  }
  pace.failures += 1;
  const retryAfterMs = end.kind === 'busy' ? end.retryAfterMs : null;
  return backoffMs({ failures: pace.failures, retryAfterMs, fraction });
}

async function afterRound({ deps, state, pace }: Life, end: RoundEnd): Promise<void> {
  const { tell, ports } = deps;
  const wasReachable = state.isReachable;
  state.isReachable = hasReachedHq(end);
  // Time in which HQ was away is no time in which nothing went over.
  if (!wasReachable && state.waitingSinceMs !== null) state.waitingSinceMs = ports.clock.monotonicMs();
  const trouble = troubleOf(end);
  tell({ kind: 'trouble', cause: trouble?.cause ?? null, detail: trouble?.detail ?? '' });
  if (trouble === null) tell({ kind: 'complete' });
  // An HQ that asks for patience is not asked for anything else meanwhile.
  if (trouble === null) deps.onReachable();
  const everyMs = end.kind === 'notHq' ? keysAfterStrangerMs : keysEveryMs;
  const nowMs = ports.clock.monotonicMs();
  const isDue = pace.keysAtMs === null || nowMs - pace.keysAtMs >= everyMs;
  if (!isDue || (trouble !== null && end.kind !== 'notHq')) return;
  pace.keysAtMs = nowMs;
  await deps.refreshKeys();
}

/** Tells that the agent lives, and that it gets nowhere, which it cannot tell while it waits for something itself. */
function keepPulse({ deps, state }: Life): { readonly close: () => void } {
  const { ports, tell, ledger } = deps;
  const beat = (): void => {
    tell({ kind: 'alive' });
    const backlog = backlogOf(withHeads(ledger.own(), state.epochs ?? []));
    const { isReachable, waitingSinceMs } = state;
    const monotonicMs = ports.clock.monotonicMs();
    if (isStuck({ isReachable, backlog, waitingSinceMs, monotonicMs })) {
      state.waitingSinceMs = monotonicMs;
      tell({ kind: 'stuck' });
    }
    timer = ports.timers.setTimer(aliveEveryMs, beat);
  };
  let timer = ports.timers.setTimer(aliveEveryMs, beat);
  return { close: () => ports.timers.clearTimer(timer) };
}
