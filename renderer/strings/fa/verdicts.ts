/** What became of an offer, in Persian. */

import type { verdicts as English } from '../en/verdicts.ts';

export const verdicts: typeof English = {
  applied: 'اعمال شد',
  beaten: '{{amount}} کمتر از «{{offer}}»',
  better: '{{amount}} بیشتر از «{{offer}}»',
  beatenEqual: 'برابر با «{{offer}}»',
  exclusiveGroup: 'از این گروه فقط یکی: «{{offer}}»',
  notWith: 'همراه «{{offer}}» نمی‌شود',
  alone: 'یکی باید تنها باشد: «{{offer}}» اعمال شد',
  offersPerSaleMax: 'جای پیشنهاد دیگری نیست، آخرین: «{{offer}}»',
  less: '{{verdict}} · {{amount}} کمتر',
  more: '{{verdict}} · {{amount}} بیشتر',
  usedUpChain: 'بودجه تمام شده',
  usedUpStore: 'بودجهٔ این شعبه تمام شده',
  usedUpTill: 'سهم این صندوق تمام شده',
  usedUpMember: 'سهم این عضو تمام شده',
  declined: 'مشتری نخواست',
  addsNothing: 'چیزی به بقیه نمی‌افزاید',
};
