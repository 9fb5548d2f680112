/** What cut a benefit, in Persian. */

import type { cuts as English } from '../en/cuts.ts';

export const cuts: typeof English = {
  effectCap: 'به‌خاطر سقف خودش، {{amount}} کم شد',
  offerCap: 'به‌خاطر سقف پیشنهاد، {{amount}} کم شد',
  discountCap: 'به‌خاطر سقف همهٔ تخفیف‌ها، {{amount}} کم شد',
  lineFloor: 'به‌خاطر کف قیمت کالا، {{amount}} کم شد',
  linePrice: 'به‌خاطر خود قیمت، {{amount}} کم شد',
  saleMaximum: 'به‌خاطر سقف یک فروش، {{amount}} کم شد',
  chainBudget: 'به‌خاطر ماندهٔ بودجه، {{amount}} کم شد',
  storeBudget: 'به‌خاطر ماندهٔ بودجهٔ شعبه، {{amount}} کم شد',
  tillBudget: 'به‌خاطر ماندهٔ سهم صندوق، {{amount}} کم شد',
  memberLimit: 'به‌خاطر سقف این عضو، {{amount}} کم شد',
  basketLimit: 'به‌خاطر سقف هر سبد، {{amount}} کم شد',
};
