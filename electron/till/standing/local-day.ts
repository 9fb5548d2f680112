/** The store's local day, and whether it can be believed where members lose something by it. */

import { localDate } from '#shared/domain/calendar.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Clock, EpochMs } from '#shared/kernel/clock.ts';
import { judgeClock } from '#shared/ledger/clock-state.ts';
import { isDayBelieved } from '#shared/ledger/value/believed-day.ts';
import type { StandingStore } from '../db/stores/standing-store.ts';

export type LocalDay = {
  readonly today: () => IsoDate;
  readonly snapshotOn: () => IsoDate;
  readonly isBelieved: () => boolean;
};

export type LocalDayDeps = {
  readonly standing: Pick<StandingStore, 'bookedDays' | 'newestWallMs'>;
  readonly timeZone: string;
  readonly chain: { readonly snapshotAtMs: EpochMs };
  readonly clock: Pick<Clock, 'nowMs'>;
};

/** More than two years of business days. */
const bookedDaysMax = 800;

export function createLocalDay({ standing, timeZone, chain, clock }: LocalDayDeps): LocalDay {
  const snapshotOn = (): IsoDate => localDate(chain.snapshotAtMs, timeZone);
  const today = (): IsoDate => localDate(clock.nowMs(), timeZone);
  // The days behind today change once a day: looked up at every tap they would be the dearest part of it.
  let known: { readonly today: IsoDate; readonly isBelieved: boolean } | null = null;
  return {
    today,
    snapshotOn,
    isBelieved: () => {
      if (judgeClock(clock.nowMs(), standing.newestWallMs()) === 'suspect') return false;
      const day = today();
      if (known?.today !== day) {
        const bookedOn = standing.bookedDays(bookedDaysMax);
        known = { today: day, isBelieved: isDayBelieved({ today: day, snapshotOn: snapshotOn(), bookedOn }) };
      }
      return known.isBelieved;
    },
  };
}
