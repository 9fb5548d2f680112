/** Banners, in Persian. */

import type { banners as English } from '../en/banners.ts';

export const banners: typeof English = {
  starting: 'صندوق در حال باز شدن است…',
  lost: 'در حال اتصال دوباره به سرویس صندوق…',
  lostHint: 'سبد محفوظ است؛ کمی صبر کنید، خودش دوباره وصل می‌شود.',
  attempt: 'تلاش {{count, number}}',
  cannotStart: 'صندوق باز نمی‌شود',
  rulesRefused: 'تازه‌ترین پیشنهادها ایراد دارند و پذیرفته نشدند.',
  rulesStay_one: '«{{name}}» ({{count, number}} پیشنهاد) برقرار می‌ماند. به مسئول پیشنهادها خبر دهید.',
  rulesStay_other: '«{{name}}» ({{count, number}} پیشنهاد) برقرار می‌ماند. به مسئول پیشنهادها خبر دهید.',
};
