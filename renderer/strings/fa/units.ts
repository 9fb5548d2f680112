/** Units and words of amounts and times, in Persian. */

import type { units as English } from '../en/units.ts';

export const units: typeof English = {
  toman: 'تومان',
  points: 'امتیاز',
  days_one: '{{count, number}} روز',
  days_other: '{{count, number}} روز',
  seconds_one: '{{count, number}} ثانیه',
  seconds_other: '{{count, number}} ثانیه',
  minutes_one: '{{count, number}} دقیقه',
  minutes_other: '{{count, number}} دقیقه',
};
