/**
 * Tells all listeners of this process that something new can be pulled. One look at the database serves them all: the
 * change clock is polled, so any number of HQ processes on any PostgreSQL tell of each other's changes.
 */

import type { Hint } from '#shared/contracts/sync/sync-schemas.ts';
import type { TimerId } from '#shared/kernel/clock.ts';
import { hintStateOf } from '../db/stores/publication/pull-state.ts';
import type { HqDeps } from '../hq-deps.ts';
import { cursorText } from './cursor.ts';

export type HintListener = {
  readonly deviceId: string;
  readonly write: (text: string) => void;
  /** Ends the listener's connection. */
  readonly end: () => void;
};

export type HintHub = {
  /** False when the process has enough listeners. The newest hint comes with the next look. */
  readonly join: (listener: HintListener) => boolean;
  readonly leave: (listener: HintListener) => void;
  /** Ends all listeners and looks no more. */
  readonly close: () => void;
};

export type HintLimits = {
  /** A quick line gets to know of a change within this. */
  readonly pollMs: number;
  /** A comment in between, so that nobody takes the line for dead. */
  readonly keepAliveMs: number;
  readonly listenersMax: number;
  /** Of one till: an older one is most likely a line that broke unnoticed, and ends. */
  readonly listenersPerTillMax: number;
};

export const hintLimits: HintLimits = {
  pollMs: 500,
  keepAliveMs: 15_000,
  listenersMax: 10_000,
  listenersPerTillMax: 2,
};

type HubDeps = Pick<HqDeps, 'db' | 'timers' | 'log' | 'clock'>;

export function createHintHub(deps: HubDeps, limits: HintLimits = hintLimits): HintHub {
  const listeners = new Set<HintListener>();
  const told = new WeakMap<HintListener, string>();
  let timer: TimerId | undefined;
  let isClosed = false;
  let lastWroteMs = deps.clock.monotonicMs();
  let isAway = false;

  const tell = (hint: Hint): void => {
    const { cursor } = hint;
    const nowMs = deps.clock.monotonicMs();
    const isQuiet = nowMs - lastWroteMs >= limits.keepAliveMs;
    if (isQuiet) lastWroteMs = nowMs;
    for (const listener of listeners) {
      if (told.get(listener) !== cursor) listener.write(hintText(hint));
      else if (isQuiet) listener.write(': still here\n\n');
      told.set(listener, cursor);
    }
  };
  const look = async (): Promise<void> => {
    try {
      tell(await newestHint(deps.db));
      isAway = false;
    } catch (error) {
      // Listeners stay: the database may be back before they notice. Said once, not twice a second.
      if (!isAway) deps.log.fault('hintsFailed', error);
      isAway = true;
    }
    schedule();
  };
  const schedule = (): void => {
    timer =
      isClosed || listeners.size === 0 ? undefined : deps.timers.setTimer(limits.pollMs, () => void look());
  };
  return {
    join: (listener) => {
      if (isClosed || listeners.size >= limits.listenersMax) return false;
      const own = [...listeners].filter(({ deviceId }) => deviceId === listener.deviceId);
      if (own.length >= limits.listenersPerTillMax) own[0]?.end();
      listeners.add(listener);
      if (timer === undefined) {
        timer = deps.timers.setTimer(0, () => void look());
      }
      return true;
    },
    leave: (listener) => void listeners.delete(listener),
    close: () => {
      isClosed = true;
      if (timer !== undefined) deps.timers.clearTimer(timer);
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}

/** One event of the stream. */
export function hintText({ cursor, urgent }: Hint): string {
  return `event: changed\ndata: ${JSON.stringify({ cursor, urgent })}\n\n`;
}

/** What a till that comes now is told. */
export async function newestHint(db: HqDeps['db']): Promise<Hint> {
  const { hqEpoch, newest, urgent } = await hintStateOf(db);
  return {
    cursor: cursorText({ hqEpoch, changed: newest }),
    urgent: cursorText({ hqEpoch, changed: urgent }),
  };
}
