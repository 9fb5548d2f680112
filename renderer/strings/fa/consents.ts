/** What a member may consent to, in Persian. */

import type { consents as English } from '../en/consents.ts';

export const consents: typeof English = {
  sms: 'پیامک',
  email: 'ایمیل',
  phone: 'تماس تلفنی',
  post: 'پست',
};
