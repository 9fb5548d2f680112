/** Signing in, in Persian. */

import type { signIn as English } from '../en/sign-in.ts';

export const signIn: typeof English = {
  title: 'چه کسی پای صندوق است؟',
  choose: 'نام خود را انتخاب کنید و رمزتان را بزنید.',
  pinField: 'رمز',
  submit: 'ورود',
  checking: 'در حال بررسی…',
  otherOperator: 'همکار دیگر',
  locked: 'پس از {{time}} دوباره امتحان کنید.',
  demoPin: 'رمز نمایشی',
  demoNote: 'این فروشگاه نمایشی است؛ عضوها، کالاها و فروش‌ها ساختگی‌اند.',
  cashier: 'صندوق‌دار',
  manager: 'مدیر',
};
