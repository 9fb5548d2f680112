/** The bar at the top of the screen, in Persian. */

import type { topBar as English } from '../en/top-bar.ts';

export const topBar: typeof English = {
  till: 'صندوق {{name}}',
  readerReady: 'کارت‌خوان آماده',
  readerStarting: 'کارت‌خوان در حال راه‌اندازی',
  readerNoService: 'سرویس کارت‌خوان خاموش',
  readerMissing: 'کارت‌خوان وصل نیست',
  ledgerReady: 'ثبت فروش برقرار',
  ledgerReadOnly: 'ثبت فروش متوقف',
  rulesRefused: 'پیشنهادهای قبلی',
  linkLost: 'در حال اتصال دوباره',
  demo: 'نمایشی',
  demoKeyFile: 'نسخهٔ نمایشی: این رایانه مخزن امنی برای کلید ندارد و کلید در یک پرونده نگه داشته می‌شود.',
  switchLanguage: 'English',
  switchLanguageLabel: 'English: نمایش صندوق به انگلیسی',
  themeAuto: 'خودکار',
  themeLight: 'روشن',
  themeDark: 'تیره',
  theme: 'ظاهر: {{name}}',
  keys: 'کلیدها',
  lock: 'قفل کردن صندوق',
};
