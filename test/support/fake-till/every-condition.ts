/** An offer that does not match for each kind of condition. */

import { minor } from '#shared/domain/money.ts';
import type { Condition, Failing } from '#renderer/cashier/offers/offer-words.ts';
import { fakeOffer, gift } from './fake-offer.ts';
import type { FakeOffer } from './fake-offer.ts';

type Numbers = Partial<Pick<Failing, 'have' | 'need' | 'isExcluding'>>;

const home = { groupIds: ['home'] };
const failings: readonly (readonly [fa: string, en: string, condition: Condition, numbers?: Numbers])[] = [
  ['ویژهٔ اعضا', 'Members only', { kind: 'member' }],
  ['ویژهٔ طلایی‌ها', 'Gold only', { kind: 'tier', anyOf: ['gold', 'silver'] }],
  ['مادران', 'For mothers', { kind: 'segment', anyOf: ['mothers'] }],
  ['دوستداران قهوه', 'Coffee lovers', { kind: 'memberTag', anyOf: ['coffee'] }],
  ['شعبهٔ چهارباغ', 'Chaharbagh only', { kind: 'store', anyOf: ['chaharbagh'] }],
  ['شعبه‌های شمال', 'Stores of the north', { kind: 'storeGroup', anyOf: ['north'] }],
  ['آزمایش الف', 'Trial A', { kind: 'arm', experimentId: 'autumn', anyOf: ['a'] }],
  ['آغاز آهسته', 'Slow start', { kind: 'rollout', experimentId: 'autumn', basisPoints: 1_000 }],
  ['خرید یازدهم', '11th purchase', { kind: 'earlierVisits', atLeast: 10 }, { have: 7, need: 10 }],
  ['خوش آمدید', 'Welcome', { kind: 'firstPurchase' }, { have: 10, need: 0 }],
  [
    'دلمان تنگ شده',
    'We missed you',
    { kind: 'daysSinceLastVisit', atLeast: 60, atMost: 120 },
    { have: 4, need: 60 },
  ],
  [
    'خریدار ماه',
    'Buyer of the month',
    { kind: 'purchases', measure: 'spentMinor', period: 'month', atLeast: 50_000_000 },
    { have: 32_000_000, need: 50_000_000 },
  ],
  [
    'تولدت مبارک',
    'Happy birthday',
    { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 3 },
  ],
  ['مهمان تازه', 'New guest', { kind: 'referred' }],
  ['معرف', 'Friend finder', { kind: 'referrer', atLeast: 3 }, { have: 1, need: 3 }],
  ['خبرنامه', 'Newsletter', { kind: 'consent', allOf: ['sms'] }],
  ['شب یلدا', 'Yalda night', { kind: 'dates', from: '2026-12-20', until: '2026-12-21', untilTime: '24:00' }],
  ['آخر هفته', 'Weekend', { kind: 'weekdays', anyOf: ['thu', 'fri'] }],
  ['صبحانه', 'Breakfast', { kind: 'hours', from: '07:00', until: '10:30' }],
  [
    'ماه رمضان',
    'Ramadan',
    { kind: 'recurring', calendar: 'hijri', from: { month: 9, day: 1 }, until: { month: 9, day: 30 } },
  ],
  [
    'خانهٔ تازه',
    'New home',
    { kind: 'amount', of: home, bound: 'atLeast', amountMinor: minor(50_000_000) },
    { have: 8_900_000, need: 50_000_000 },
  ],
  ['شش‌تایی', 'Pack of six', { kind: 'quantity', of: home, atLeast: 6 }, { have: 4, need: 6 }],
  ['نان تازه', 'Fresh bread', { kind: 'contains', of: { groupIds: ['bakery'] } }],
  ['با کارت', 'By card', { kind: 'paymentMeans', anyOf: ['card', 'transfer'] }],
  ['بدون حراج', 'No sale goods', { kind: 'contains', of: { tags: ['clearance'] } }, { isExcluding: true }],
];

export const everyCondition: readonly FakeOffer[] = failings.map(([fa, en, condition, numbers]) =>
  fakeOffer({
    offerId: `fails-${en.toLowerCase().replaceAll(/\W+/g, '-')}`,
    fa,
    en,
    fromMinor: Number.MAX_SAFE_INTEGER,
    effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
    gives: () => gift({ discountMinor: 700_000 }),
    terms: { fa: 'تا پایان موجودی.', en: 'While stocks last.' },
    near:
      condition.kind === 'quantity'
        ? { kind: 'quantity', of: null, missingPieces: 2, missingMinor: minor(1_300_000) }
        : condition.kind === 'paymentMeans'
          ? { kind: 'paymentMeans', anyOf: condition.anyOf }
          : null,
    failing: () => ({ condition, have: null, need: null, isExcluding: false, ...numbers }),
  }),
);
