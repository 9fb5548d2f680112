/** Stretches of time, in Persian. */

import type { periods as English } from '../en/periods.ts';

export const periods: typeof English = {
  lifetime: 'از آغاز عضویت',
  day: 'امروز',
  week: 'این هفته',
  month: 'این ماه',
  year: 'امسال',
  days_one: 'در یک روز گذشته',
  days_other: 'در {{count, number}} روز گذشته',
};
