/** The last numbers of an entry, the latest first, each once: amounts come again, and so do their differences. */

import { recentFrom, recentMax } from './segment-tags.ts';

export type RecentNumbers = {
  readonly clear: () => void;
  readonly use: (value: number) => void;
  /** `undefined` where there are not so many. */
  readonly at: (index: number) => number | undefined;
  /** -1 where the number is not among them. */
  readonly indexOf: (value: number) => number;
  /** The first number that is the latest one more than `value`; -1 without one. */
  readonly indexOfDifference: (value: number) => number;
};

export function createRecentNumbers(): RecentNumbers {
  const recent: number[] = [];
  return {
    clear: () => {
      recent.length = 0;
    },
    use: (value) => {
      if (value < recentFrom && value > -recentFrom) return;
      const known = recent.indexOf(value);
      if (known >= 0) recent.splice(known, 1);
      else if (recent.length === recentMax) recent.pop();
      recent.unshift(value);
    },
    at: (index) => recent[index],
    indexOf: (value) => recent.indexOf(value),
    indexOfDifference: (value) => {
      const [latest = 0] = recent;
      return recent.indexOf(latest + value, 1);
    },
  };
}
