/** Counts and amounts by day, for sums over a period that ends today. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { addInt } from '#shared/kernel/int-math.ts';

export type Sums = { readonly count: number; readonly amountMinor: number };

export type DayTally = {
  /** Negative to take back. Quick for a day that is none of the earlier ones. */
  readonly add: (date: IsoDate, count: number, amountMinor: number) => void;
  /** From `start` to `today`, both included; a null `start` is everything, also what lies behind `today`. */
  readonly within: (start: IsoDate | null, today: IsoDate) => Sums;
};

type Day = { readonly date: IsoDate; count: number; amountMinor: number };

export function createDayTally(): DayTally {
  /** By date. */
  const days: Day[] = [];
  let count = 0;
  let amountMinor = 0;
  return {
    add: (date, moreCount, moreMinor) => {
      count = addInt(count, moreCount);
      amountMinor = addInt(amountMinor, moreMinor);
      const day = dayOf(days, date);
      day.count += moreCount;
      day.amountMinor += moreMinor;
    },
    within: (start, today) => (start === null ? { count, amountMinor } : sumsOf(days, start, today)),
  };
}

function dayOf(days: Day[], date: IsoDate): Day {
  let place = days.length;
  for (let before = days[place - 1]; before !== undefined && before.date >= date; before = days[place - 1]) {
    if (before.date === date) return before;
    place -= 1;
  }
  const day = { date, count: 0, amountMinor: 0 };
  days.splice(place, 0, day);
  return day;
}

function sumsOf(days: readonly Day[], start: IsoDate, today: IsoDate): Sums {
  let count = 0;
  let amountMinor = 0;
  for (let place = days.length - 1; place >= 0; place -= 1) {
    const day = days[place];
    if (day === undefined || day.date < start) break;
    if (day.date > today) continue;
    count += day.count;
    amountMinor += day.amountMinor;
  }
  return { count, amountMinor };
}
