/** What the customer gets and why, in Persian. */

import type { score as English } from '../en/score.ts';

export const score: typeof English = {
  heading: 'مشتری چه می‌گیرد',
  discount: 'تخفیف',
  walletCredit: 'به کیف پول',
  pointsEarned: 'امتیاز',
  items: 'همراه با',
  nothing: 'هنوز پیشنهادی نیست',
  nothingHint: 'همین که پیشنهادی شامل این سبد شود، اینجا دیده می‌شود.',
  anonymousHint: 'اگر مشتری عضو باشد، شاید پیشنهادهای بیشتری بگیرد.',
  why: 'پیشنهادهای این سبد',
  notApplied_one: '{{count, number}} پیشنهاد دیگر',
  notApplied_other: '{{count, number}} پیشنهاد دیگر',
  more_one: '{{count, number}} پیشنهاد دیگر هم هست',
  more_other: '{{count, number}} پیشنهاد دیگر هم هست',
  notProven: 'شاید ترکیبی تا {{amount}} بهتر باشد.',
  chosen: 'انتخاب مشتری',
  chosenMissed: 'انتخاب مشتری به این سبد نمی‌خورد',
  chosenLess: '{{amount}} کمتر از بهترین',
  chosenBest: 'بهترین برقرار است',
  chosenEqual: 'به خوبی بهترین',
  backToBest: 'بازگشت به بهترین',
  nearAmount: '{{amount}} دیگر، {{gain}} سود بیشتر',
  nearPieces_one: '{{count, number}} عدد بیشتر، {{gain}} سود بیشتر',
  nearPieces_other: '{{count, number}} عدد بیشتر، {{gain}} سود بیشتر',
  nearPiecesPriced_one: '{{count, number}} عدد بیشتر ({{amount}})، {{gain}} سود بیشتر',
  nearPiecesPriced_other: '{{count, number}} عدد بیشتر ({{amount}})، {{gain}} سود بیشتر',
  nearOf: '{{goods}}: {{near}}',
  nearMeans: 'پرداخت با {{means}}، {{gain}} سود بیشتر',
  nearAll: 'همهٔ پیشنهادهای نزدیک',
};
