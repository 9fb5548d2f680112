/** Once a business day, while nobody sells: the ledger is checked and copied, and what came of it is remembered. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { EpochMs, TimerId } from '#shared/kernel/clock.ts';
import type { EntryRange } from './entry-range.ts';
import type { CheckStore, LedgerCheck } from '../db/stores/check-store.ts';
import type { TillPorts } from '../ports.ts';

export type UpkeepDone = {
  /** Entries that were checked, and how many findings there were. */
  readonly check: { readonly entries: number; readonly findings: number };
  /** Why no copy was made; null where one was. */
  readonly backupFailure: string | null;
  /** Entries inside the journal that only the ledger has. */
  readonly journalGaps: readonly EntryRange[];
};

export type UpkeepState = {
  readonly backupAtMs: EpochMs | null;
  readonly check: LedgerCheck | null;
};

export type Upkeep = {
  readonly state: () => UpkeepState;
  /** Checks and copies now, and leaves no older copy. False where no copy came of it: the older ones are still there. */
  readonly renew: () => Promise<boolean>;
  readonly close: () => void;
};

export type UpkeepDeps = {
  readonly ports: Pick<TillPorts, 'clock' | 'timers' | 'log'>;
  /** Checks and copies away from this thread. */
  readonly run: (day: IsoDate, isAlone: boolean) => Promise<UpkeepDone>;
  readonly today: () => IsoDate;
  /** Rises with every booking. */
  readonly bookings: () => number;
  /** The day and instant of the newest copy that is there already. */
  readonly newest: { readonly day: IsoDate; readonly atMs: EpochMs } | null;
  /** Remembers over a start what the last check found. */
  readonly checks: CheckStore;
  /** Of the ledger's own log, which each checkpoint begins anew. */
  readonly logBytes: () => number;
  readonly onBug: (bug: unknown) => void;
};

/** Without a booking for this long nobody is taken to be selling. */
export const idleMs = 10 * 60_000;
/** Checkpoints keep the log at some 4 MB: one of this length says that they do not come through. */
export const logBytesAlarm = 64 * 1024 * 1024;

export function createUpkeep(deps: UpkeepDeps): Upkeep {
  const { ports, newest, bookings, today, checks } = deps;
  let state: UpkeepState = { backupAtMs: newest?.atMs ?? null, check: checks.last() };
  // Findings are looked at again as soon as nobody sells: the start may have made the ledger again.
  let doneDay = (state.check?.findings ?? 0) > 0 ? null : (newest?.day ?? null);
  let bookingsBefore = bookings();
  let timer: TimerId | undefined;
  let isClosed = false;
  let working: Promise<unknown> = Promise.resolve();
  const work = async (day: IsoDate, isAlone: boolean): Promise<boolean> => {
    const { check, backupFailure } = await deps.run(day, isAlone);
    const atMs = ports.clock.nowMs();
    state = { backupAtMs: backupFailure === null ? atMs : state.backupAtMs, check: { atMs, ...check } };
    // A failed copy is tried again after the next idle time, and so is a check that never came to its end.
    if (backupFailure === null) doneDay = day;
    const kept = checks.keep({ atMs, ...check });
    if (!kept.ok) ports.log('checkNotKept', { code: kept.error.code });
    ports.log('upkeepDone', { ...check, backupFailure: backupFailure ?? '' });
    return backupFailure === null;
  };
  // One after the other: two would write the same file.
  const workInTurn = (day: IsoDate, isAlone = false): Promise<boolean> => {
    const next = working.then(() => work(day, isAlone));
    working = next.catch(() => undefined); // whoever asked is told
    return next;
  };
  const look = async (): Promise<void> => {
    const isIdle = bookings() === bookingsBefore;
    bookingsBefore = bookings();
    const bytes = deps.logBytes();
    if (bytes > logBytesAlarm) ports.log('ledgerLogLong', { bytes });
    const day = today();
    if (isIdle && doneDay !== day) await workInTurn(day);
    if (!isClosed) wait();
  };
  const wait = (): void => {
    timer = ports.timers.setTimer(idleMs, () => void look().catch(deps.onBug));
  };
  wait();
  return {
    state: () => state,
    renew: () => workInTurn(today(), true),
    close: () => {
      isClosed = true;
      if (timer !== undefined) ports.timers.clearTimer(timer);
    },
  };
}
