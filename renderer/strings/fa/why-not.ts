/** Why an offer does not apply, in Persian. */

import type { whyNot as English } from '../en/why-not.ts';

export const whyNot: typeof English = {
  title: 'چرا نه؟',
  open: 'چرا پیشنهاد دیگری نه؟',
  searchLabel: 'جست‌وجوی پیشنهاد',
  searchPlaceholder: 'واژه‌ای از نام پیشنهاد',
  list: 'پیشنهادهای برقرار',
  loading: 'در حال جست‌وجو…',
  noneFound: 'پیشنهاد برقراری با این نام نیست',
  noneFoundHint: 'واژهٔ دیگری بنویسید. پیشنهادی که تمام شده یا هنوز منتشر نشده، در فهرست نیست.',
  noOffers: 'هیچ پیشنهادی برقرار نیست',
  noOffersHint: 'همین که فروشگاه پیشنهادی منتشر کند، اینجا دیده می‌شود.',
  shown: '{{shown}} از {{total}}. با واژه‌ای از نام، فهرست کوتاه می‌شود.',
  matched: 'شامل این سبد',
  retry: 'دوباره',
  missing: 'چه کم است',
  against: 'چه مانع است',
  have: 'اکنون',
  need: 'لازم',
  shortBy: '{{amount}} کم است',
  otherTrigger: 'برای خرید داده نمی‌شود',
  otherTriggerHint: 'پاداش کار دیگری است، مانند پاسخ به نظرسنجی.',
  emptyBasket: 'سبد خالی است',
  emptyBasketHint: 'کالایی اضافه کنید و دوباره بپرسید.',
  nobody: 'این فروش عضو ندارد',
  unknownMeans: 'هنوز روش پرداخت انتخاب نشده',
};
