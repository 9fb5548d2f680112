/** The clock by which offers, codes and lots are judged: the till's own where its entries bear it out. */

import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { believedEntriesMax, believedTime, laterBelieved, trustedNow } from '#shared/ledger/believed-time.ts';
import { backMsMax } from '#shared/ledger/clock-state.ts';
import type { WallClockStore } from './db/stores/wall-clock-store.ts';
import type { Ledger } from './ledger-port.ts';

export type BelievedClock = {
  /** Never before the latest time that the ledger vouches for, and at most 400 days after it. */
  readonly nowMs: () => EpochMs;
  /** By how much the till's clock is ahead of that, below 0 where it is behind; null within five minutes. */
  readonly clockAheadMs: () => number | null;
};

export type BelievedClockDeps = {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly ledger: Pick<Ledger, 'bookings'>;
  readonly wallClocks: WallClockStore;
  readonly chain: { readonly snapshotAtMs: EpochMs };
};

type Known = { readonly bookings: number; readonly place: number; readonly believedMs: EpochMs | null };

export function createBelievedClock({ clock, ledger, ...deps }: BelievedClockDeps): BelievedClock {
  let known: Known | null = null;
  const nowMs = (): EpochMs => {
    const bookings = ledger.bookings();
    if (known?.bookings !== bookings) known = lookAgain(known, bookings, deps);
    return trustedNow(known.believedMs, clock.nowMs());
  };
  return {
    nowMs,
    clockAheadMs: () => {
      const aheadMs = clock.nowMs() - nowMs();
      return Math.abs(aheadMs) > backMsMax ? aheadMs : null;
    },
  };
}

/** Asked at every change of the basket: only entries that came since are read. */
function lookAgain(
  known: Known | null,
  bookings: number,
  { wallClocks, chain }: Omit<BelievedClockDeps, 'clock' | 'ledger'>,
): Known {
  const place = known?.place ?? 0;
  const booked = wallClocks.after(place, believedEntriesMax);
  const newest = booked.at(-1)?.place ?? place;
  const times = booked.map(({ wallMs }) => wallMs);
  const before = known?.believedMs ?? null;
  const believedMs =
    before === null ? believedTime(times, chain.snapshotAtMs) : times.reduce(laterBelieved, before);
  return { bookings, place: newest, believedMs };
}
