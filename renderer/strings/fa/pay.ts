/** Paying, in Persian. */

import type { pay as English } from '../en/pay.ts';

export const pay: typeof English = {
  pay: 'پرداخت',
  booking: 'در حال ثبت…',
  nothing: 'برای پرداخت کالایی اضافه کنید',
  stopped: 'ثبت فروش متوقف است',
  means: 'روش پرداخت',
  cash: 'نقد',
  card: 'کارت',
  wallet: 'کیف پول',
  transfer: 'انتقال',
};
