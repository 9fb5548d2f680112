/** The tray of demo cards, in Persian. */

import type { demoTray as English } from '../en/demo-tray.ts';

export const demoTray: typeof English = {
  heading: 'کارت‌های نمایشی',
  tap: 'زدن کارت «{{label}}»',
  hide: 'پنهان کردن کارت‌های نمایشی',
  show: 'کارت‌های نمایشی',
};
