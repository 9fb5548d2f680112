/** The list of keys, in Persian. */

import type { keys as English } from '../en/keys.ts';

export const keys: typeof English = {
  title: 'کلیدها',
  member: 'جست‌وجوی عضو',
  product: 'جست‌وجوی کالا',
  amount: 'ورود مبلغ',
  quantity: 'تعداد (۰ یعنی حذف)',
  undo: 'برگرداندن آخرین تغییر',
  lastReceipt: 'رسید آخر',
  pay: 'پرداخت',
  payWith: 'پرداخت با امتیاز، کیف پول یا کارت هدیه',
  topUp: 'شارژ کیف پول',
  offers: 'انتخاب پیشنهاد',
  whyNot: 'چرا این پیشنهاد نه؟',
  best: 'بازگشت به بهترین',
  corrections: 'برگشت و فروش‌ها',
  codes: 'کوپن یا کارت هدیه',
  rewards: 'جایزه‌ها',
  memberFile: 'پروندهٔ عضو',
  payCash: 'پرداخت نقد',
  payCard: 'پرداخت با کارت',
  payWallet: 'پرداخت از کیف پول',
  payTransfer: 'پرداخت با انتقال',
  newSale: 'فروش بعدی، روی رسید',
  health: 'صندوق و نوبت',
  lock: 'قفل کردن صندوق',
  enrol: 'عضو تازه',
  help: 'همین فهرست',
  close: 'بستن',
  scanner: 'بارکدخوان هر لحظه کار می‌کند، هر جای صفحه که باشید.',
};
