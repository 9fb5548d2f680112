/** The receipt, in Persian. */

import type { receipt as English } from '../en/receipt.ts';

export const receipt: typeof English = {
  booked: 'فروش ثبت شد',
  last: 'رسید آخر',
  noneYet: 'هنوز رسیدی نیست',
  noneYetHint: 'اولین فروش این صندوق اینجا دیده می‌شود.',
  unseen: 'این فروش پیش از راه‌اندازی دوبارهٔ صندوق ثبت شده بود.',
  number: 'رسید',
  operator: 'صندوق‌دار',
  member: 'عضو',
  anonymous: 'بدون عضویت',
  total: 'جمع',
  discount: 'تخفیف',
  paid: 'پرداخت‌شده',
  taxIncluded: 'مالیات، در همین مبلغ',
  taxAdded: 'مالیات',
  items: 'همراه با',
  held: 'از این میان، بعداً',
  walletCredit: 'به کیف پول',
  pointsEarned: 'امتیاز این خرید',
  balance: 'ماندهٔ تازه',
  thanks: 'از خرید شما سپاسگزاریم',
  newSale: 'فروش بعدی',
  close: 'بستن',
};
