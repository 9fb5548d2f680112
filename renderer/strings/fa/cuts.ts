/** What cut a benefit, in Persian. */

import type { cuts as English } from '../en/cuts.ts';

export const cuts: typeof English = {
  effectCap: 'سقف خودش {{amount}} کم کرد',
  offerCap: 'سقف پیشنهاد {{amount}} کم کرد',
  discountCap: 'سقف همهٔ تخفیف‌ها {{amount}} کم کرد',
  lineFloor: 'کف قیمت کالا {{amount}} کم کرد',
  linePrice: 'بیش از خود قیمت نمی‌شود: {{amount}} کمتر',
  saleMaximum: 'سقف یک فروش {{amount}} کم کرد',
  chainBudget: 'ماندهٔ بودجه {{amount}} کم کرد',
  storeBudget: 'ماندهٔ بودجهٔ شعبه {{amount}} کم کرد',
  tillBudget: 'ماندهٔ سهم صندوق {{amount}} کم کرد',
  memberLimit: 'سقف این عضو {{amount}} کم کرد',
  basketLimit: 'سقف هر سبد {{amount}} کم کرد',
};
