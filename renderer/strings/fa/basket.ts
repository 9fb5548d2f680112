/** The basket, in Persian. */

import type { basket as English } from '../en/basket.ts';

export const basket: typeof English = {
  heading: 'سبد',
  searchLabel: 'جست‌وجوی کالا',
  searchPlaceholder: 'بارکد بزنید یا نام کالا را بنویسید',
  noneFound: 'کالایی پیدا نشد',
  noneFoundHint: 'واژهٔ دیگری بنویسید یا مبلغ را وارد کنید.',
  amount: 'مبلغ',
  amountTitle: 'ورود مبلغ',
  addAmount: 'افزودن به سبد',
  plainAmount: 'مبلغ آزاد',
  empty: 'آمادهٔ اولین کالا',
  emptyHint: 'بارکد بزنید، کالا را جست‌وجو کنید یا مبلغ را وارد کنید.',
  each: 'دانه‌ای',
  more: 'یکی بیشتر از {{name}}',
  less: 'یکی کمتر از {{name}}',
  quantity: 'تعداد {{name}}',
  remove: 'حذف {{name}}',
  menu: 'بیشتر',
  undo: 'برگرداندن',
  clear: 'خالی کردن سبد',
  clearQuestion: 'کل سبد خالی شود؟',
  clearYes: 'خالی شود',
  pieces_one: '{{count, number}} عدد',
  pieces_other: '{{count, number}} عدد',
  items_one: '{{count, number}} قلم',
  items_other: '{{count, number}} قلم',
};
