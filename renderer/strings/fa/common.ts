/** Words used on more than one part of the screen, in Persian. */

import type { common as English } from '../en/common.ts';

export const common: typeof English = {
  product: 'وفا',
  close: 'بستن',
  cancel: 'انصراف',
  optional: 'اختیاری',
  deleteDigit: 'پاک کردن رقم آخر',
  clearDigits: 'پاک کردن همه',
};
