/** The owner's programme as data: part of the chain's. What is left out is switched off. */

import { z } from 'zod';
import { basketGrossMinorMax } from '../domain/basket.ts';
import { minor } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import { rewardKinds, tierMeasures } from '../domain/programme.ts';
import type { Programme } from '../domain/programme.ts';
import { idTextSchema, isoDateSchema, localTextSchema } from './brands.ts';

const pointsMax = 1_000_000_000_000;
const listMax = 1_000;
const amount = z.int().min(0).max(basketGrossMinorMax).transform(minor);
const price = z.int().min(1).max(basketGrossMinorMax).transform(minor);
const pointCount = z.int().min(0).max(pointsMax);
const days = z.int().min(1).max(36_500);
const basisPoints = z.int().min(0).max(10_000);
const reason = z.strictObject({ reasonId: idTextSchema, name: localTextSchema });

const pointsIndex = z.strictObject({
  indexId: idTextSchema,
  name: localTextSchema,
  pointMillionths: z.int().min(1).max(1_000_000_000),
  values: z.array(z.strictObject({ date: isoDateSchema, valueMinor: price })).max(10_000),
});

const redemption = z.strictObject({
  pointMinor: price,
  pointsMin: pointCount,
  pointsStep: z.int().min(1).max(pointsMax),
  pointsMax: pointCount.nullable(),
  shareBasisPointsMax: basisPoints,
  roundToMinor: price,
  index: pointsIndex.nullable(),
});

const points = z.strictObject({
  redemption: redemption.nullable(),
  expireAfterQuietDays: days.nullable(),
  warnDays: z.int().min(0).max(366),
  closeOutOn: isoDateSchema.nullable(),
  transfer: z.strictObject({ pointsMin: pointCount, pointsPerDayMax: pointCount }).nullable(),
});

const wallet = z.strictObject({
  topUpMinMinor: price,
  topUpMaxMinor: price,
  balanceMaxMinor: price,
  takesChange: z.boolean(),
  takesRefunds: z.boolean(),
  gifts: z
    .array(
      z.strictObject({
        reasonId: idTextSchema,
        name: localTextSchema,
        maxMinor: price,
        expireAfterDays: days.nullable(),
      }),
    )
    .max(listMax),
});

const reward = z.strictObject({
  rewardId: idTextSchema,
  kind: z.enum(rewardKinds),
  name: localTextSchema,
  costPoints: z.int().min(1).max(pointsMax),
  stock: pointCount.nullable(),
  perMemberMax: z.int().min(1).max(pointsMax).nullable(),
  tierIds: z.array(idTextSchema).max(listMax).nullable(),
  from: isoDateSchema.nullable(),
  until: isoDateSchema.nullable(),
  valueMinor: amount,
  tags: z.array(idTextSchema).max(listMax),
});

const coupon = z
  .strictObject({
    couponId: idTextSchema,
    name: localTextSchema,
    discountMinor: price.nullable(),
    discountBasisPoints: z.int().min(1).max(10_000).nullable(),
    basketMinMinor: amount,
    usesMax: z.int().min(1).max(1_000_000),
    expireAfterDays: days.nullable(),
  })
  .refine((kind) => (kind.discountMinor === null) !== (kind.discountBasisPoints === null), {
    message: 'a coupon gives an amount or a share, one of the two',
  });

const giftCards = z.strictObject({
  valueMinMinor: price,
  valueMaxMinor: price,
  expireAfterDays: days.nullable(),
});

const tiers = z.strictObject({
  measure: z.enum(tierMeasures),
  period: z.enum(['rolling', 'calendarYear']),
  days,
  graceDays: z.int().min(0).max(3_660),
  thresholds: z
    .array(z.strictObject({ tierId: idTextSchema, atLeast: z.int().min(0).max(basketGrossMinorMax) }))
    .min(1)
    .max(100),
});

const referral = z.strictObject({
  newcomerPoints: pointCount,
  introducerPoints: z.array(pointCount).min(1).max(10),
  basketMinMinor: amount,
  rewardsPerIntroducerMax: z.int().min(1).max(pointsMax),
  expireAfterDays: days.nullable(),
  guestPoints: pointCount,
});

const corrections = z.strictObject({
  refundDays: z.int().min(0).max(3_660),
  refundAloneMinor: amount,
  refundReasons: z.array(reason).min(1).max(listMax),
  memberChangeMinutes: z.int().min(0).max(100_000),
  adjustReasons: z.array(reason).min(1).max(listMax),
  adjustPointsMax: pointCount,
  adjustMinorMax: amount,
});

const offlineLevel = z.strictObject({
  pointsWorthMax: amount,
  walletMax: amount,
  shareBasisPointsMax: basisPoints,
  aloneMax: amount,
});

const offline = z.strictObject({
  levels: z.tuple([offlineLevel, offlineLevel, offlineLevel, offlineLevel]),
  tillMax: amount,
  decay: z
    .array(z.strictObject({ fromHours: z.int().min(0).max(100_000), basisPoints }))
    .min(1)
    .max(20),
  homeStoreOnly: z.boolean(),
});

const nothing: Minor = minor(0);
const noLevel = { pointsWorthMax: nothing, walletMax: nothing, shareBasisPointsMax: 0, aloneMax: nothing };
const returned = { reasonId: 'returned', name: { fa: 'پس آوردن کالا', en: 'Goods returned' } };
const mistake = { reasonId: 'mistake', name: { fa: 'اشتباه صندوق', en: 'Mistake at the till' } };

/** What a chain has that says nothing of its programme: refunds, and nothing that is worth anything. */
export const plainProgramme: Programme = {
  points: {
    redemption: null,
    expireAfterQuietDays: null,
    warnDays: 30,
    closeOutOn: null,
    transfer: null,
  },
  wallet: null,
  rewards: [],
  coupons: [],
  giftCards: null,
  tiers: null,
  referral: null,
  corrections: {
    refundDays: 30,
    refundAloneMinor: nothing,
    refundReasons: [returned, mistake],
    memberChangeMinutes: 60,
    adjustReasons: [mistake],
    adjustPointsMax: 0,
    adjustMinorMax: nothing,
  },
  offline: {
    levels: [noLevel, noLevel, noLevel, noLevel],
    tillMax: nothing,
    decay: [{ fromHours: 0, basisPoints: 10_000 }],
    homeStoreOnly: false,
  },
};

/** What is left out is as in `plainProgramme`. */
export const programmeSchema = z
  .strictObject({
    points: points.exactOptional(),
    wallet: wallet.nullable().exactOptional(),
    rewards: z.array(reward).max(listMax).exactOptional(),
    coupons: z.array(coupon).max(listMax).exactOptional(),
    giftCards: giftCards.nullable().exactOptional(),
    tiers: tiers.nullable().exactOptional(),
    referral: referral.nullable().exactOptional(),
    corrections: corrections.exactOptional(),
    offline: offline.exactOptional(),
  })
  .transform((given): Programme => ({ ...plainProgramme, ...given }));
