/** A second person's yes, in Persian. */

import type { approval as English } from '../en/approval.ts';

export const approval: typeof English = {
  title: 'تأیید مدیر لازم است',
  what: 'این را تأیید می‌کنید:',
  choose: 'چه کسی تأیید می‌کند؟',
  other: 'مدیر دیگر',
  nobody: 'مدیر دیگری روی این صندوق تعریف نشده است. از صاحب فروشگاه بخواهید یکی اضافه کند.',
  submit: 'تأیید می‌کنم',
};
