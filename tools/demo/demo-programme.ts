/** The demo chain's programme: everything that a member can be given, with figures of a shop in Tehran. Amounts in Rial. */

import type { ChainData } from './demo-facts.ts';

type ProgrammeData = NonNullable<ChainData['programme']>;

export const demoProgramme: ProgrammeData = {
  points: {
    redemption: {
      pointMinor: 1_000,
      pointsMin: 50,
      pointsStep: 10,
      pointsMax: 20_000,
      shareBasisPointsMax: 10_000,
      roundToMinor: 100_000,
      index: {
        indexId: 'gold-gram',
        name: { fa: 'یک گرم طلای ۱۸ عیار', en: 'a gram of 18-carat gold' },
        pointMillionths: 10,
        values: [
          { date: '2026-09-23', valueMinor: 104_500_000 },
          { date: '2026-10-23', valueMinor: 109_800_000 },
          { date: '2026-11-19', valueMinor: 112_000_000 },
        ],
      },
    },
    expireAfterQuietDays: 365,
    warnDays: 30,
    closeOutOn: null,
    transfer: { pointsMin: 50, pointsPerDayMax: 5_000 },
  },
  wallet: {
    topUpMinMinor: 100_000,
    topUpMaxMinor: 100_000_000,
    balanceMaxMinor: 500_000_000,
    takesChange: true,
    takesRefunds: true,
    gifts: [
      {
        reasonId: 'apology',
        name: { fa: 'دلجویی از مشتری', en: 'To make up for something' },
        maxMinor: 2_000_000,
        expireAfterDays: 90,
      },
      {
        reasonId: 'campaign',
        name: { fa: 'هدیهٔ فروشگاه', en: 'A gift of the shop' },
        maxMinor: 5_000_000,
        expireAfterDays: 60,
      },
    ],
  },
  rewards: [
    reward('coffee', { fa: 'یک قهوهٔ دلخواه', en: 'A coffee of your choice', costPoints: 80, stock: 400 }),
    reward('pastry', {
      fa: 'شیرینی همراه قهوه',
      en: 'A pastry with your coffee',
      costPoints: 60,
      stock: 400,
    }),
    reward('gift-wrap', {
      kind: 'service',
      fa: 'کادوپیچی رایگان',
      en: 'Free gift wrapping',
      costPoints: 30,
      stock: 1_000,
    }),
    reward('delivery', {
      kind: 'freeDelivery',
      fa: 'ارسال رایگان',
      en: 'Free delivery',
      costPoints: 120,
      stock: 300,
    }),
    reward('alteration', {
      kind: 'service',
      fa: 'اندازه‌کردن رایگان لباس',
      en: 'Free alteration',
      costPoints: 150,
      stock: 120,
    }),
    reward('nuts-sampler', {
      kind: 'sample',
      fa: 'بستهٔ نمونهٔ آجیل',
      en: 'Nut sampler',
      costPoints: 240,
      stock: 150,
      perMemberMax: 1,
    }),
    reward('tote', { fa: 'کیسهٔ خرید پارچه‌ای', en: 'Cloth shopping bag', costPoints: 180, stock: 200 }),
    reward('discount-50', {
      kind: 'discount',
      fa: 'تخفیف ۵۰ هزار تومانی',
      en: '50,000 Toman off',
      costPoints: 400,
      stock: null,
      valueMinor: 500_000,
    }),
    reward('gift-card-100', {
      kind: 'giftCard',
      fa: 'کارت هدیهٔ ۱۰۰ هزار تومانی',
      en: 'Gift card of 100,000 Toman',
      costPoints: 850,
      stock: null,
      valueMinor: 1_000_000,
    }),
    reward('tree', {
      kind: 'donation',
      fa: 'کاشت یک نهال',
      en: 'Plant a tree',
      costPoints: 300,
      stock: null,
      valueMinor: 300_000,
    }),
    reward('copper-cup', {
      fa: 'لیوان مسی',
      en: 'Copper cup',
      costPoints: 900,
      stock: 40,
      tierIds: ['silver', 'gold'],
      perMemberMax: 2,
    }),
  ],
  coupons: [
    {
      couponId: 'thanks-30',
      name: { fa: '۳۰ هزار تومان تخفیف', en: '30,000 Toman off' },
      discountMinor: 300_000,
      discountBasisPoints: null,
      basketMinMinor: 1_000_000,
      usesMax: 1,
      expireAfterDays: 60,
    },
    {
      couponId: 'friends-5',
      name: { fa: '۵٪ تخفیف دوستان', en: '5% off for friends' },
      discountMinor: null,
      discountBasisPoints: 500,
      basketMinMinor: 0,
      usesMax: 20,
      expireAfterDays: 90,
    },
  ],
  giftCards: { valueMinMinor: 500_000, valueMaxMinor: 50_000_000, expireAfterDays: 365 },
  tiers: {
    measure: 'visits',
    period: 'rolling',
    days: 365,
    graceDays: 30,
    thresholds: [
      { tierId: 'bronze', atLeast: 0 },
      { tierId: 'silver', atLeast: 12 },
      { tierId: 'gold', atLeast: 30 },
    ],
  },
  referral: {
    newcomerPoints: 100,
    introducerPoints: [150, 30],
    basketMinMinor: 1_000_000,
    rewardsPerIntroducerMax: 20,
    expireAfterDays: 180,
    guestPoints: 50,
  },
  corrections: {
    refundDays: 30,
    refundAloneMinor: 5_000_000,
    refundReasons: [
      { reasonId: 'returned', name: { fa: 'پس آوردن کالا', en: 'Goods returned' } },
      { reasonId: 'faulty', name: { fa: 'کالای معیوب', en: 'Faulty goods' } },
      { reasonId: 'wrong-price', name: { fa: 'قیمت اشتباه', en: 'Wrong price' } },
      { reasonId: 'mistake', name: { fa: 'اشتباه صندوق', en: 'Mistake at the till' } },
    ],
    memberChangeMinutes: 24 * 60,
    adjustReasons: [
      { reasonId: 'forgotten-card', name: { fa: 'کارت همراه نبود', en: 'Card was forgotten' } },
      { reasonId: 'complaint', name: { fa: 'رسیدگی به شکایت', en: 'After a complaint' } },
      { reasonId: 'mistake', name: { fa: 'اصلاح اشتباه', en: 'Correcting a mistake' } },
    ],
    adjustPointsMax: 2_000,
    adjustMinorMax: 5_000_000,
  },
  offline: {
    levels: [
      offlineLevel(500_000, 0, { share: 1_000, alone: 0 }),
      offlineLevel(1_000_000, 0, { share: 1_000, alone: 0 }),
      offlineLevel(5_000_000, 1_000_000, { share: 2_500, alone: 2_000_000 }),
      offlineLevel(20_000_000, 10_000_000, { share: 10_000, alone: 10_000_000 }),
    ],
    tillMax: 100_000_000,
    decay: [
      { fromHours: 0, basisPoints: 10_000 },
      { fromHours: 24, basisPoints: 5_000 },
      { fromHours: 72, basisPoints: 2_000 },
    ],
    homeStoreOnly: false,
  },
};

type RewardData = NonNullable<ProgrammeData['rewards']>[number];
type RewardFacts = Partial<Omit<RewardData, 'name' | 'rewardId'>> &
  Pick<RewardData, 'costPoints' | 'stock'> & { readonly fa: string; readonly en: string };

function reward(rewardId: string, { fa, en, ...facts }: RewardFacts): RewardData {
  return {
    rewardId,
    kind: 'item',
    name: { fa, en },
    perMemberMax: null,
    tierIds: null,
    from: null,
    until: null,
    valueMinor: 0,
    tags: [],
    ...facts,
  };
}

type OfflineData = NonNullable<ProgrammeData['offline']>['levels'][number];

function offlineLevel(
  pointsWorthMax: number,
  walletMax: number,
  { share, alone }: { readonly share: number; readonly alone: number },
): OfflineData {
  return { pointsWorthMax, walletMax, shareBasisPointsMax: share, aloneMax: alone };
}
