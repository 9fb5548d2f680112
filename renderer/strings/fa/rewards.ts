/** The rewards catalogue, in Persian. */

import type { rewards as English } from '../en/rewards.ts';

export const rewards: typeof English = {
  title: 'جایزه‌ها',
  nobody: 'عضوی شناسایی نشده است',
  nobodyHint: 'جایزه با امتیاز عضو گرفته می‌شود. اول کارت را بزنید یا عضو را پیدا کنید.',
  none: 'الان جایزه‌ای نیست',
  noneHint: 'جایزه‌های مناسب سطح این عضو و امروز اینجا می‌آیند.',
  spendable: 'امتیاز قابل خرج',
  left: '{{count}} عدد مانده',
  until: 'تا پایان {{date}}',
  fits: 'باب میل اوست',
  claim: 'گرفتن',
  missing: '{{points}} امتیاز کم است',
  reward_sold_out: 'تمام شده است',
  reward_limit_reached: 'به تعداد مجاز گرفته است',
  quantity_invalid: 'الان نه',
  claims: 'گرفته‌شده‌ها',
  noClaims: 'هنوز جایزه‌ای نگرفته است',
  handOver: 'تحویل',
  takeBack: 'پس گرفتن',
  open: 'منتظر تحویل',
  openCode: 'کد داده شد',
  handedOver: 'تحویل شد',
  cancelled: 'پس گرفته شد و امتیاز برگشت',
  gone: 'دیگر در فهرست نیست',
  cost: '{{points}} امتیاز',
  loading: 'در حال دریافت…',
};
