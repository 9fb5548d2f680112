/** Once a business day, while nobody sells: the ledger is checked and copied, and what came of it is remembered. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { EpochMs, TimerId } from '#shared/kernel/clock.ts';
import type { TillPorts } from '../ports.ts';

export type UpkeepDone = {
  /** Entries that were checked, and how many findings there were. */
  readonly check: { readonly entries: number; readonly findings: number };
  /** Why no copy was made; null where one was. */
  readonly backupFailure: string | null;
};

export type UpkeepState = {
  readonly backupAtMs: EpochMs | null;
  readonly check: { readonly atMs: EpochMs; readonly entries: number; readonly findings: number } | null;
};

export type Upkeep = {
  readonly state: () => UpkeepState;
  readonly close: () => void;
};

export type UpkeepDeps = {
  readonly ports: Pick<TillPorts, 'clock' | 'timers' | 'log'>;
  /** Checks and copies away from this thread. */
  readonly run: (day: IsoDate) => Promise<UpkeepDone>;
  readonly today: () => IsoDate;
  /** Rises with every booking. */
  readonly bookings: () => number;
  /** The day and instant of the newest copy that is there already. */
  readonly newest: { readonly day: IsoDate; readonly atMs: EpochMs } | null;
  readonly onBug: (bug: unknown) => void;
};

/** Without a booking for this long nobody is taken to be selling. */
export const idleMs = 10 * 60_000;

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { ports, newest, bookings, today } = deps;
  let state: UpkeepState = { backupAtMs: newest?.atMs ?? null, check: null };
  let doneDay = newest?.day ?? null;
  let bookingsBefore = bookings();
  let timer: TimerId | undefined;
  let isClosed = false;
  const work = async (day: IsoDate): Promise<void> => {
    const { check, backupFailure } = await deps.run(day);
    const atMs = ports.clock.nowMs();
    state = { backupAtMs: backupFailure === null ? atMs : state.backupAtMs, check: { atMs, ...check } };
    // A failed copy is tried again after the next idle time, and so is a check that never came to its end.
    if (backupFailure === null) doneDay = day;
    ports.log('upkeepDone', { ...check, backupFailure: backupFailure ?? '' });
  };
  const look = async (): Promise<void> => {
    const isIdle = bookings() === bookingsBefore;
    bookingsBefore = bookings();
    const day = today();
    if (isIdle && doneDay !== day) await work(day);
    if (!isClosed) wait();
  };
  const wait = (): void => {
    timer = ports.timers.setTimer(idleMs, () => void look().catch(deps.onBug));
  };
  wait();
  return {
    state: () => state,
    close: () => {
      isClosed = true;
      if (timer !== undefined) ports.timers.clearTimer(timer);
    },
  };
}
