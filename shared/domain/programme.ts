/** The owner's settings of everything that is worth something to a member, besides the offers. Each part may be absent. */

import type { IsoDate } from './calendar.ts';
import type { LocalText } from './local-text.ts';
import type { Minor } from './money.ts';
import type { TierId } from './tier.ts';

/** A published value of the index that points are pegged to, such as the price of a gram of gold. */
export type IndexValue = { readonly date: IsoDate; readonly valueMinor: Minor };

export type PointsIndex = {
  readonly indexId: string;
  readonly name: LocalText;
  /** A point is worth this many millionths of the index. */
  readonly pointMillionths: number;
  /** By date, rising; the newest on or before today counts. */
  readonly values: readonly IndexValue[];
};

/** How points pay. */
export type RedemptionRules = {
  /** Worth of a point at payment; with an index, of the day before its first value. */
  readonly pointMinor: Minor;
  readonly pointsMin: number;
  /** Points are paid in multiples of this. */
  readonly pointsStep: number;
  /** Null without a maximum. */
  readonly pointsMax: number | null;
  /** At most this share of what is to pay, in basis points; 10,000 for all of it. */
  readonly shareBasisPointsMax: number;
  /** Offered as what leaves a round total, such as 100,000. */
  readonly roundToMinor: Minor;
  /** Null for points with a fixed worth. */
  readonly index: PointsIndex | null;
};

export type PointsRules = {
  /** Null where points are not a means of payment. */
  readonly redemption: RedemptionRules | null;
  /** Lots without a day of their own end this many days after the member's last purchase. */
  readonly expireAfterQuietDays: number | null;
  /** The till and the chips speak of lots that end within this many days. */
  readonly warnDays: number;
  /** The programme ends: whatever is left ends on this day. */
  readonly closeOutOn: IsoDate | null;
  /** Null where members cannot give points to each other. */
  readonly transfer: { readonly pointsMin: number; readonly pointsPerDayMax: number } | null;
};

export type WalletRules = {
  readonly topUpMinMinor: Minor;
  readonly topUpMaxMinor: Minor;
  readonly balanceMaxMinor: Minor;
  /** Change of a cash sale may go into the wallet. */
  readonly takesChange: boolean;
  /** Cash that a refund would hand out may go into the wallet instead. */
  readonly takesRefunds: boolean;
  /** What may be given as credit: each with a limit for one time, above which a manager is refused too. */
  readonly gifts: readonly {
    readonly reasonId: string;
    readonly name: LocalText;
    readonly maxMinor: Minor;
    readonly expireAfterDays: number | null;
  }[];
};

export const rewardKinds = [
  'item',
  'sample',
  'service',
  'discount',
  'giftCard',
  'freeDelivery',
  'donation',
  'upgrade',
] as const;
export type RewardKind = (typeof rewardKinds)[number];

export type Reward = {
  readonly rewardId: string;
  readonly kind: RewardKind;
  readonly name: LocalText;
  readonly costPoints: number;
  /** Null without end. */
  readonly stock: number | null;
  readonly perMemberMax: number | null;
  readonly tierIds: readonly TierId[] | null;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
  /** Money worth of a discount, a gift card or a donation; 0 for the others. */
  readonly valueMinor: Minor;
  /** Interests that it fits: members with one of these tags see it first. */
  readonly tags: readonly string[];
};

export type CouponKind = {
  readonly couponId: string;
  readonly name: LocalText;
  /** Exactly one of the two: a fixed amount or a share of the basket. */
  readonly discountMinor: Minor | null;
  readonly discountBasisPoints: number | null;
  readonly basketMinMinor: Minor;
  /** 1 for a single use. */
  readonly usesMax: number;
  readonly expireAfterDays: number | null;
};

export type GiftCardRules = {
  readonly valueMinMinor: Minor;
  readonly valueMaxMinor: Minor;
  readonly expireAfterDays: number | null;
};

export const tierMeasures = ['pointsEarned', 'spent', 'visits'] as const;
export type TierRules = {
  readonly measure: (typeof tierMeasures)[number];
  readonly period: 'rolling' | 'calendarYear';
  /** Length of a rolling period. */
  readonly days: number;
  /** Days that a tier is kept after its threshold is no longer met. */
  readonly graceDays: number;
  readonly thresholds: readonly { readonly tierId: TierId; readonly atLeast: number }[];
};

export type ReferralRules = {
  readonly newcomerPoints: number;
  /** Points of who introduced the newcomer, of who introduced them, and so on: its length is the depth. */
  readonly introducerPoints: readonly number[];
  readonly basketMinMinor: Minor;
  readonly rewardsPerIntroducerMax: number;
  readonly expireAfterDays: number | null;
  /** Points for a purchase of somebody with a guest card who is no member; 0 for none. */
  readonly guestPoints: number;
};

export type ReasonOfChange = { readonly reasonId: string; readonly name: LocalText };

export type CorrectionRules = {
  readonly refundDays: number;
  /** A cashier refunds up to this alone; above it a manager approves. */
  readonly refundAloneMinor: Minor;
  readonly refundReasons: readonly ReasonOfChange[];
  /** A finished sale can get another member for this long. */
  readonly memberChangeMinutes: number;
  readonly adjustReasons: readonly ReasonOfChange[];
  /** A manager and an approver may move this much at once; above it only HQ. */
  readonly adjustPointsMax: number;
  readonly adjustMinorMax: Minor;
};

/** What may be spent where HQ cannot be asked. One row for each trust level of cards, 0 to 3. */
export type OfflineLevel = {
  readonly pointsWorthMax: Minor;
  readonly walletMax: Minor;
  /** Share of the snapshot's balance, in basis points. */
  readonly shareBasisPointsMax: number;
  /** Above this a manager approves. */
  readonly aloneMax: Minor;
};
export type OfflineRules = {
  readonly levels: readonly [OfflineLevel, OfflineLevel, OfflineLevel, OfflineLevel];
  readonly tillMax: Minor;
  /** Share that is left at an age of the snapshot in hours, falling; the last one is the floor. */
  readonly decay: readonly { readonly fromHours: number; readonly basisPoints: number }[];
  /** Only the member's own store redeems offline. */
  readonly homeStoreOnly: boolean;
};

export type Programme = {
  readonly points: PointsRules;
  readonly wallet: WalletRules | null;
  readonly rewards: readonly Reward[];
  readonly coupons: readonly CouponKind[];
  readonly giftCards: GiftCardRules | null;
  readonly tiers: TierRules | null;
  readonly referral: ReferralRules | null;
  readonly corrections: CorrectionRules;
  readonly offline: OfflineRules;
};

/** Who has the last word on balances: this till where there is no HQ, else HQ, whose snapshot has an age. */
export type Authority =
  | { readonly kind: 'till' }
  | {
      readonly kind: 'hq';
      readonly snapshotAgeMs: number;
      readonly isReachable: boolean;
      readonly tills: number;
    };
