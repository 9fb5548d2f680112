/** Codes and rewards as the cashier's screen is shown them. Money in minor units. */

import { z } from 'zod';
import {
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from '../brands.ts';
import { rewardKinds } from '#shared/domain/programme.ts';
import { codeKinds } from '#shared/ledger/value/value-details.ts';

const count = z.int().nonnegative();

/** Why a code that exists is worth nothing now. */
export const codeRefusals = [
  'code_cancelled',
  'code_expired',
  'code_used_up',
  'gift_card_empty',
  'coupon_off',
  'coupon_basket_too_small',
] as const;
const refused = z.enum(codeRefusals).nullable();

/** What a coupon gives: exactly one of the two is not null. */
const couponGain = z.object({
  discountMinor: minorSchema.nullable(),
  discountBasisPoints: z.int().nullable(),
  basketMinMinor: minorSchema,
});

/** What a code stands for, and the one thing that can be done with it. */
export const codeView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('giftCard'),
    codeId: uuidSchema,
    balanceMinor: minorSchema,
    valueMinor: minorSchema,
    expiresOn: isoDateSchema.nullable(),
    refused,
  }),
  z.object({
    kind: z.literal('coupon'),
    codeId: uuidSchema,
    /** Null for a kind of coupon that the programme no longer has. */
    name: localTextSchema.nullable(),
    gain: couponGain.nullable(),
    usesLeft: count,
    /** What it takes off the open basket, by itself. */
    worthMinor: minorSchema,
    expiresOn: isoDateSchema.nullable(),
    refused,
  }),
  z.object({
    kind: z.literal('guestCard'),
    codeId: uuidSchema,
    introducerRef: uuidSchema.nullable(),
    usesLeft: count,
    expiresOn: isoDateSchema.nullable(),
    refused,
  }),
]);

/** Codes to hand over: each is shown until somebody says that it has reached its owner. */
export const voucherView = z.object({
  /** What they were made for, to say that they were handed over. */
  forId: uuidSchema,
  codeKind: z.enum(codeKinds),
  /** In groups, as they are printed; empty where they were handed over before. */
  codes: z.array(z.string()).max(500),
  /** Null for a gift card and a guest card. */
  name: localTextSchema.nullable(),
  /** What is on each gift card; 0 for others. */
  valueMinor: minorSchema,
  gain: couponGain.nullable(),
  expiresOn: isoDateSchema.nullable(),
});

const codeBatchView = z.object({
  batchId: uuidSchema,
  codeKind: z.enum(codeKinds),
  name: localTextSchema.nullable(),
  codes: count,
  used: count,
  cancelled: count,
});

export const codeBatchesView = z.object({
  batches: z.array(codeBatchView).max(100),
  coupons: z.array(z.object({ couponId: idTextSchema, name: localTextSchema })).max(1_000),
  /** Null where the shop has no gift cards. */
  giftCards: z.object({ valueMinMinor: minorSchema, valueMaxMinor: minorSchema }).nullable(),
});

/** What cancelling would come to, before anybody says yes. */
export const cancelPreview = z.object({
  /** Still of use, and cancelled when somebody says yes. */
  open: count,
  used: count,
  cancelled: count,
  /** Texts that are no code of this till. */
  unknown: count,
  /** What is left on the gift cards among them. */
  balanceMinor: minorSchema,
});

export const rewardRefusals = [
  'reward_sold_out',
  'reward_limit_reached',
  'balance_too_small',
  'quantity_invalid',
] as const;

export const rewardView = z.object({
  rewardId: idTextSchema,
  kind: z.enum(rewardKinds),
  name: localTextSchema,
  costPoints: pointsSchema,
  valueMinor: minorSchema,
  /** Pieces that are left; null without end. */
  left: count.nullable(),
  until: isoDateSchema.nullable(),
  isFitting: z.boolean(),
  refused: z.enum(rewardRefusals).nullable(),
  /** Points that are missing for one; 0 where they are not what is in the way. */
  missingPoints: pointsSchema,
});

export const claimView = z.object({
  claimEntryId: uuidSchema,
  /** Null for a reward that the programme no longer has. */
  name: localTextSchema.nullable(),
  kind: z.enum(rewardKinds).nullable(),
  count: z.int().positive(),
  costPoints: pointsSchema,
  claimedOn: isoDateSchema,
  status: z.enum(['open', 'handedOver', 'cancelled']),
  /** The reward is a coupon or a gift card: it was handed over by being shown. */
  isCode: z.boolean(),
});

/** The catalogue for one member, what fits best first, and what they claimed, the newest first. */
export const rewardsView = z.object({
  memberRef: uuidSchema,
  pointsSpendable: pointsSchema,
  rewards: z.array(rewardView).max(1_000),
  claims: z.array(claimView).max(50),
});

export type CodeView = z.output<typeof codeView>;
export type VoucherView = z.output<typeof voucherView>;
export type CodeBatchView = z.output<typeof codeBatchView>;
export type CodeBatchesView = z.output<typeof codeBatchesView>;
export type CancelPreview = z.output<typeof cancelPreview>;
export type RewardView = z.output<typeof rewardView>;
export type ClaimView = z.output<typeof claimView>;
export type RewardsView = z.output<typeof rewardsView>;
