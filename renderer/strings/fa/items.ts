/** Things that a customer gets, in Persian. */

import type { items as English } from '../en/items.ts';

export const items: typeof English = {
  gift: 'هدیه',
  sample: 'نمونه: {{name}}',
  coupon: 'کوپن: {{name}}',
  raffleTicket_one: '{{count, number}} بلیت قرعه‌کشی',
  raffleTicket_other: '{{count, number}} بلیت قرعه‌کشی',
  stamp_one: '{{count, number}} مُهر',
  stamp_other: '{{count, number}} مُهر',
  stampReward: 'هدیهٔ کارت مُهر',
  several: '{{what}} × {{count, number}}',
  points_one: '{{count, number}} امتیاز',
  points_other: '{{count, number}} امتیاز',
  heldPoints_one: '{{points}} امتیاز، {{count, number}} روز دیگر',
  heldPoints_other: '{{points}} امتیاز، {{count, number}} روز دیگر',
  heldCredit_one: '{{amount}}، {{count, number}} روز دیگر',
  heldCredit_other: '{{amount}}، {{count, number}} روز دیگر',
};
