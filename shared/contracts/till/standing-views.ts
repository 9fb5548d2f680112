/** A member's standing as the cashier's screen is shown it: what they hold and until when, tier, stamps, introductions. */

import { z } from 'zod';
import {
  epochMsSchema,
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from '../brands.ts';
import { tierMeasures } from '#shared/domain/programme.ts';
import { lotOrigins } from '#shared/ledger/value/value-content.ts';
import { upkeepCauses } from '#shared/ledger/value/value-details.ts';

const count = z.int().nonnegative();
const unit = z.enum(['points', 'money']);
/** Points, or minor units of the store's currency. */
const amount = z.int();

/** What falls due on a day: released, or ended. */
const dueView = z.object({ unit, on: isoDateSchema, amount });

/** What the points are pegged to; null for a fixed worth. */
const indexView = z.object({ name: localTextSchema, date: isoDateSchema, valueMinor: minorSchema });

export const tierStandingView = z.object({
  tierId: idTextSchema,
  /** The tier is kept up to and without this day; null without end. */
  keptUntil: isoDateSchema.nullable(),
  measure: z.enum(tierMeasures),
  measured: amount,
  /** Null at the top. */
  next: z.object({ tierId: idTextSchema, atLeast: amount, missing: amount }).nullable(),
  /** False while not all that counts is known here: less may be missing. */
  isWhole: z.boolean(),
});

/** The part of it that belongs beside the basket. */
export const standingGlance = z.object({
  /** By day, rising; at most five. */
  held: z.array(dueView).max(5),
  /** What ends within the days of the warning; by day, rising; at most five. */
  ending: z.array(dueView).max(5),
  /** What the points are worth at payment today; null where points do not pay. */
  worthMinor: minorSchema.nullable(),
  index: indexView.nullable(),
  tier: tierStandingView.nullable(),
});

export const lotView = z.object({
  unit,
  origin: z.enum(lotOrigins),
  open: amount,
  held: amount,
  /** Null for the part of a snapshot of which nothing is known. */
  madeOn: isoDateSchema.nullable(),
  releaseOn: isoDateSchema.nullable(),
  /** The first day on which it is worth nothing; null without end. */
  endsOn: isoDateSchema.nullable(),
  endCause: z.enum(upkeepCauses).nullable(),
});

export const stampCardView = z.object({
  stampCardId: idTextSchema,
  name: localTextSchema,
  rewardName: localTextSchema,
  stamps: count,
  needed: z.int().positive(),
  /** Full cards of the past. */
  rewards: count,
});

const personRow = z.object({
  memberRef: uuidSchema,
  name: z.string(),
  latinName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
});

export const referralView = z.object({
  introducer: personRow.nullable(),
  introduced: z.array(personRow).max(50),
  introducedCount: count,
  rewards: count,
  guests: count,
  pointsEarned: pointsSchema,
  /** Rewards that are left before the limit. */
  rewardsLeft: count,
  introducerPoints: pointsSchema,
  guestPoints: pointsSchema,
});

export const householdMemberView = personRow.extend({
  dayLimitMinor: minorSchema,
  spentTodayMinor: minorSchema,
});

export const householdView = z.discriminatedUnion('role', [
  z.object({ role: z.literal('none') }),
  z.object({ role: z.literal('head'), members: z.array(householdMemberView).max(50) }),
  z.object({
    role: z.literal('member'),
    head: personRow,
    dayLimitMinor: minorSchema,
    spentTodayMinor: minorSchema,
  }),
]);

export const memberFileView = z.object({
  member: personRow.extend({ tierId: idTextSchema, visitCount: count }),
  today: isoDateSchema,
  /** At hand, and held back. */
  points: z.object({ open: pointsSchema, spendable: pointsSchema, held: pointsSchema }),
  wallet: z.object({ openMinor: minorSchema, spendableMinor: minorSchema, heldMinor: minorSchema }),
  glance: standingGlance,
  /** In the order in which they are spent, those held back last. */
  lots: z.array(lotView).max(500),
  stampCards: z.array(stampCardView).max(100),
  /** Null where there is no such programme. */
  referral: referralView.nullable(),
  household: householdView,
  /** Null where members cannot give points to each other. */
  transfer: z.object({ pointsMin: pointsSchema, leftToday: pointsSchema }).nullable(),
  balancesAsOfMs: epochMsSchema.nullable(),
});

/** One entry's change of one purse, with the balance behind it. */
export const statementLineView = z.object({
  entryId: uuidSchema,
  kind: z.string().max(40),
  atMs: epochMsSchema,
  businessDay: isoDateSchema,
  unit,
  isHeld: z.boolean(),
  amount,
  balance: amount,
});

export const statementView = z.object({
  memberRef: uuidSchema,
  /** The last business day that is counted; null for all. */
  asOf: isoDateSchema.nullable(),
  /** The newest first. */
  lines: z.array(statementLineView).max(50),
  /** There are older lines. */
  hasMore: z.boolean(),
  /** What the snapshot brought: every balance contains it. */
  brought: z.object({ points: pointsSchema, walletMinor: minorSchema }),
  closing: z.object({
    points: pointsSchema,
    pointsHeld: pointsSchema,
    walletMinor: minorSchema,
    walletHeldMinor: minorSchema,
  }),
});

export type StatementView = z.output<typeof statementView>;
export type StandingGlance = z.output<typeof standingGlance>;
export type TierStandingView = z.output<typeof tierStandingView>;
export type MemberFileView = z.output<typeof memberFileView>;
export type LotView = z.output<typeof lotView>;
export type HouseholdView = z.output<typeof householdView>;
export type StampCardView = z.output<typeof stampCardView>;
export type ReferralView = z.output<typeof referralView>;
