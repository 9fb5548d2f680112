/** An offer for each thing that an answer can say, so that the screen can be judged with all of them at once. */

import { minor } from '#shared/domain/money.ts';
import { fakeOffer, gift, percentOf } from './fake-offer.ts';
import type { FakeOffer, FakeOfferParts } from './fake-offer.ts';
import { everyCondition } from './every-condition.ts';

const stackable = { stackingMode: 'stackable' } as const;
const day = { today: '2026-11-22', later: '2026-12-21' } as const;

const giving: readonly FakeOfferParts[] = [
  {
    offerId: 'wedding-credit',
    fa: '۲۰٪ اعتبار هفتهٔ سالگرد ازدواج، تا ۵۰۰ هزار تومان',
    en: '20% credit in the week of the wedding anniversary, up to 500,000 Toman',
    effects: [
      { kind: 'walletCreditPercent', basisPoints: 2_000, capMinor: minor(5_000_000), releaseAfterDays: 14 },
    ],
    gives: ({ grossMinor }) => {
      const amount = Math.min(percentOf(grossMinor, 20), 5_000_000);
      return gift({
        walletCreditMinor: amount,
        timed: [{ unit: 'walletCredit', amount, releaseAfterDays: 14, expireAfterDays: 90 }],
        cuts: [{ by: 'effectCap', lostMinor: minor(1_200_000) }],
      });
    },
    reasons: () => [
      { kind: 'tier', tierId: 'gold' },
      { kind: 'effectiveDate', dateKind: 'wedding' },
      { kind: 'dates', until: day.today, untilTime: '22:00' },
    ],
    endsAt: { localDate: day.today, time: '22:00' },
    terms: {
      fa: 'اعتبار پس از ۱۴ روز آزاد می‌شود و تا ۹۰ روز قابل استفاده است. کالاهای دخانی شامل نمی‌شوند.',
      en: 'Credit is released after 14 days and can be used for 90 days. Tobacco is excluded.',
    },
    reason: { fa: 'سالگردتان مبارک!', en: 'Happy anniversary!' },
  },
  {
    ...stackable,
    offerId: 'points-base',
    fa: 'یک امتیاز برای هر ۱۰ هزار تومان',
    en: '1 point for every 10,000 Toman',
    effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: minor(100_000) }],
    gives: ({ grossMinor }) => gift({ pointsEarned: Math.floor(grossMinor / 100_000) }),
    reasons: () => [{ kind: 'member' }],
  },
  {
    ...stackable,
    offerId: 'points-double',
    fa: 'امتیاز دو برابر پنجشنبه‌ها',
    en: 'Double points on Thursdays',
    effects: [{ kind: 'pointsMultiplier', factorBasisPoints: 20_000, releaseAfterDays: 14 }],
    gives: ({ grossMinor }) => {
      const amount = Math.floor(grossMinor / 100_000);
      const timed = { unit: 'points', amount, releaseAfterDays: 14, expireAfterDays: null } as const;
      return gift({ pointsEarned: amount, timed: [timed] });
    },
    reasons: () => [
      { kind: 'weekday', weekday: 'thu' },
      { kind: 'hours', until: '24:00' },
    ],
    endsAt: { localDate: '2026-11-23', time: '24:00' },
  },
  {
    ...stackable,
    offerId: 'gift-cup',
    fa: 'فنجان سرامیکی هدیه',
    en: 'A ceramic cup as a gift',
    effects: [
      {
        kind: 'gift',
        giftId: 'cup',
        name: { fa: 'فنجان سرامیکی', en: 'Ceramic cup' },
        worthMinor: minor(900_000),
      },
      {
        kind: 'gift',
        giftId: 'tea',
        isSample: true,
        name: { fa: 'چای لاهیجان ۱۰ گرمی', en: 'Lahijan tea, 10 g' },
        worthMinor: minor(100_000),
      },
    ],
    gives: () =>
      gift({
        items: [
          { kind: 'gift', refId: 'cup', count: 1, worthMinor: minor(900_000), expireAfterDays: null },
          { kind: 'sample', refId: 'tea', count: 2, worthMinor: minor(100_000), expireAfterDays: null },
        ],
      }),
    reasons: () => [{ kind: 'contains', of: { groupIds: ['cafe'] }, amountMinor: minor(1_620_000) }],
  },
  {
    ...stackable,
    offerId: 'raffle-car',
    fa: 'قرعه‌کشی خودرو',
    en: 'Raffle for a car',
    effects: [
      {
        kind: 'raffleTickets',
        raffleId: 'car',
        name: { fa: 'خودرو', en: 'Car' },
        tickets: 1,
        perMinor: minor(2_000_000),
        worthMinor: minor(50_000),
      },
      { kind: 'tierProgress', progress: 3 },
      { kind: 'freeDelivery', worthMinor: minor(350_000) },
    ],
    gives: ({ grossMinor }) =>
      gift({
        items: [
          {
            kind: 'raffleTicket',
            refId: 'car',
            count: Math.max(1, Math.floor(grossMinor / 2_000_000)),
            worthMinor: minor(150_000),
            expireAfterDays: null,
          },
          { kind: 'tierProgress', refId: null, count: 3, worthMinor: minor(0), expireAfterDays: null },
          { kind: 'freeDelivery', refId: null, count: 1, worthMinor: minor(350_000), expireAfterDays: null },
        ],
      }),
    reasons: () => [{ kind: 'recurring', isEstimated: true }],
    endsAt: { localDate: day.later, time: '24:00' },
  },
  {
    ...stackable,
    offerId: 'stamps-coffee',
    fa: 'کارت مُهر قهوه',
    en: 'Coffee stamp card',
    effects: [{ kind: 'stamps', stampCardId: 'coffee', stamps: 1, perPieceOf: { groupIds: ['cafe'] } }],
    gives: () =>
      gift({
        items: [
          { kind: 'stamp', refId: 'coffee', count: 2, worthMinor: minor(0), expireAfterDays: null },
          {
            kind: 'stampReward',
            refId: 'coffee-free',
            count: 1,
            worthMinor: minor(650_000),
            expireAfterDays: null,
          },
        ],
      }),
  },
  {
    ...stackable,
    offerId: 'coupon-next',
    fa: 'کوپن ۵۰ هزار تومانی خرید بعد',
    en: '50,000 Toman coupon for the next purchase',
    effects: [
      {
        kind: 'coupon',
        couponId: 'next-50',
        name: { fa: '۵۰ هزار تومان', en: '50,000 Toman' },
        worthMinor: minor(500_000),
        expireAfterDays: 30,
      },
    ],
    gives: () =>
      gift({
        items: [
          { kind: 'coupon', refId: 'next-50', count: 1, worthMinor: minor(250_000), expireAfterDays: 30 },
        ],
      }),
    reasons: ({ pieces }) => [{ kind: 'quantity', of: null, have: pieces, atLeast: 2 }],
  },
  {
    offerId: 'home-percent',
    fa: '۷٪ تخفیف خانه و آشپزخانه',
    en: '7% off home and kitchen',
    effects: [{ kind: 'discountPercent', basisPoints: 700, on: { groupIds: ['home'], exceptReduced: true } }],
    gives: ({ grossMinor }) =>
      gift({
        discountMinor: percentOf(grossMinor, 7),
        cuts: [{ by: 'lineFloor', lostMinor: minor(120_000) }],
      }),
    reasons: () => [
      {
        kind: 'amount',
        of: { groupIds: ['home'] },
        haveMinor: minor(3_000_000),
        boundMinor: minor(1_000_000),
      },
    ],
  },
  {
    offerId: 'steps',
    fa: 'تخفیف پله‌ای سبد',
    en: 'Stepped discount on the basket',
    effects: [
      {
        kind: 'steps',
        by: 'amountMinor',
        gives: 'discountMinor',
        steps: [
          { from: 1_000_000, value: 50_000 },
          { from: 2_000_000, value: 150_000 },
          { from: 3_000_000, value: 300_000 },
        ],
      },
    ],
    gives: () => gift({ discountMinor: 300_000 }),
    reasons: () => [{ kind: 'visit', visitNumber: 11 }],
  },
  {
    offerId: 'exclusive-festival',
    fa: 'جشنوارهٔ یلدا: ۵٪ تخفیف روی همه چیز',
    en: 'Yalda festival: 5% off everything',
    effects: [{ kind: 'discountPercent', basisPoints: 500 }],
    gives: ({ grossMinor }) => gift({ discountMinor: percentOf(grossMinor, 5) }),
    verdict: {
      kind: 'excluded',
      byOfferId: 'wedding-credit',
      rule: 'exclusiveGroup',
      byMinor: minor(800_000),
    },
  },
  {
    offerId: 'three-for-two',
    fa: 'سه تا بخر، دو تا بپرداز',
    en: 'Three for two',
    effects: [{ kind: 'cheapestFree', everyPieces: 3, freePieces: 1, timesMax: 2, on: { tags: ['fresh'] } }],
    gives: () => gift({ discountMinor: 650_000 }),
    verdict: { kind: 'excluded', byOfferId: 'gift-cup', rule: 'notWith', byMinor: minor(350_000) },
  },
  {
    offerId: 'fixed-price',
    fa: 'قهوهٔ ترک ۴۵ هزار تومان',
    en: 'Turkish coffee for 45,000 Toman',
    effects: [{ kind: 'fixedPrice', on: { productIds: ['p0001', 'p0002'] }, unitPriceMinor: minor(450_000) }],
    gives: () => gift({ discountMinor: 200_000 }),
    verdict: { kind: 'excluded', byOfferId: 'points-base', rule: 'offersPerSaleMax', byMinor: minor(0) },
  },
  {
    offerId: 'staff-day',
    fa: 'روز خانوادهٔ کارکنان',
    en: 'Staff family day',
    effects: [{ kind: 'discountFixed', amountMinor: minor(1_000_000) }],
    gives: () => gift({ discountMinor: 1_000_000 }),
    verdict: { kind: 'excluded', byOfferId: 'wedding-credit', rule: 'alone', byMinor: minor(400_000) },
  },
  {
    offerId: 'budget-gone',
    fa: '۲۰۰ امتیاز هفتهٔ افتتاح',
    en: '200 points in the opening week',
    effects: [{ kind: 'bonusPoints', points: 200, expireAfterDays: 60 }],
    gives: () => gift({ pointsEarned: 200 }),
    verdict: { kind: 'usedUp', scope: 'store' },
  },
  {
    ...stackable,
    offerId: 'adds-nothing',
    fa: '۵ هزار تومان اعتبار خرید نان',
    en: '5,000 Toman credit with bread',
    effects: [{ kind: 'walletCreditFixed', amountMinor: minor(50_000) }],
    gives: () => gift({ cuts: [{ by: 'saleMaximum', lostMinor: minor(50_000) }] }),
    verdict: { kind: 'addsNothing' },
  },
];

/** More of the same, as a chain has them after half a year. */
const crowd: readonly FakeOfferParts[] = Array.from({ length: 16 }, (_, index) => ({
  offerId: `crowd-${String(index).padStart(2, '0')}`,
  fa: `${(index % 5) + 1}٪ تخفیف ${['لبنیات', 'آجیل', 'پوشاک', 'کتاب'][index % 4]} برای اعضای باشگاه`,
  en: `${(index % 5) + 1}% off ${['dairy', 'nuts', 'clothing', 'books'][index % 4]} for club members`,
  effects: [{ kind: 'discountPercent', basisPoints: ((index % 5) + 1) * 100 }],
  gives: ({ grossMinor }) => gift({ discountMinor: percentOf(grossMinor, (index % 5) + 1) }),
  reasons: () => [{ kind: 'segment', segmentId: 'club' }],
}));

export const everyOffer: readonly FakeOffer[] = [...[...giving, ...crowd].map(fakeOffer), ...everyCondition];
