/** What the customer gets and why, in Persian. */

import type { score as English } from '../en/score.ts';

export const score: typeof English = {
  heading: 'سهم مشتری از این خرید',
  discount: 'تخفیف',
  walletCredit: 'به کیف پول',
  pointsEarned: 'امتیاز',
  nothing: 'هنوز پیشنهادی نمی‌خورد',
  nothingHint: 'همین که سبد به پیشنهادی برسد اینجا دیده می‌شود.',
  anonymousHint: 'اگر عضو باشد شاید پیشنهادهای بیشتری بخورد.',
  why: 'پیشنهادهای این سبد',
  applied: 'اعمال شد',
  beatenBy: '{{amount}} کمتر از «{{offer}}»',
  beatenEqual: 'برابر با «{{offer}}»',
  worth: 'به ارزش {{amount}}',
  capped: 'تا سقف',
  nearMiss: '{{amount}} دیگر تا «{{offer}}»',
  nearMissWorth: 'به ارزش {{amount}}',
  effectPointsPerAmount: '{{points, number}} امتیاز برای هر {{amount}}',
  effectBonusPoints: '{{points, number}} امتیاز هدیه',
  effectWalletCredit: '{{percent}} به کیف پول',
  effectDiscount: '{{percent}} تخفیف',
  effectDiscountFixed: '{{amount}} تخفیف',
  reasonTier: 'عضو {{tier}}',
  reasonGroup: '{{amount}} از {{group}}',
  reasonBasket: 'سبد بالای {{amount}}',
  reasonVisit: 'خرید شمارهٔ {{number}}',
  reasonBirthdayToday: 'روز تولد',
  reasonBirthdayNear: 'هفتهٔ تولد',
  reasonDates: 'تا {{date}}',
};
