/** Offers and the choice between them, in Persian. */

import type { offers as English } from '../en/offers.ts';

export const offers: typeof English = {
  use: 'این را به‌جایش بده',
  leaveOut: 'کنار بگذار',
  takeBack: 'انتخاب را پس بگیر',
  useAfterAll: 'دوباره اعمال شود',
  endsToday: 'امروز ساعت {{time}} تمام می‌شود',
  endsAtMidnight: 'امشب تمام می‌شود',
  tomorrow: 'فردا',
  endsOn: 'تا {{day}}',
  endsOnAt: 'تا {{day}}، ساعت {{time}}',
  terms: 'شرایط',
  why: 'چرا',
  gives: 'مشتری می‌گیرد',
};
