/** The scoring engine's answer on its way to the screen. */

import { z } from 'zod';
import type { Effect } from '../scoring/language/effect.ts';
import type { Condition } from '../scoring/language/condition.ts';
import type { Selector } from '../scoring/language/selector.ts';
import { weekdayNames } from '../scoring/language/period.ts';
import type { Failing, Reason } from '../scoring/answer/reason.ts';
import type { OfferAnswer, ScoreResult, WhyNot } from '../scoring/answer/score-result.ts';
import {
  currencySchema,
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from './brands.ts';

// Parts of the rule set: validated in full when it came in, so that here only their form is looked at.
const effect = z.custom<Effect>(hasKind);
const condition = z.custom<Condition>(hasKind);
const selector = z.custom<Selector>(isObject);

const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member') }),
  z.object({ kind: z.literal('tier'), tierId: idTextSchema }),
  z.object({ kind: z.literal('segment'), segmentId: idTextSchema }),
  z.object({ kind: z.literal('memberTag'), tag: idTextSchema }),
  z.object({ kind: z.literal('store') }),
  z.object({ kind: z.literal('experiment'), experimentId: idTextSchema }),
  z.object({ kind: z.literal('visit'), visitNumber: z.int() }),
  z.object({ kind: z.literal('daysSinceLastVisit'), days: z.int() }),
  z.object({ kind: z.literal('purchases'), measure: z.enum(['spentMinor', 'visits']), have: z.int() }),
  z.object({ kind: z.literal('effectiveDate'), dateKind: idTextSchema }),
  z.object({ kind: z.literal('referred') }),
  z.object({ kind: z.literal('referrer'), referrals: z.int() }),
  z.object({ kind: z.literal('consent') }),
  z.object({ kind: z.literal('dates'), until: isoDateSchema, untilTime: z.string().nullable() }),
  z.object({ kind: z.literal('weekday'), weekday: z.enum(weekdayNames) }),
  z.object({ kind: z.literal('hours'), until: z.string() }),
  z.object({ kind: z.literal('recurring'), isEstimated: z.boolean() }),
  z.object({
    kind: z.literal('amount'),
    of: selector.nullable(),
    haveMinor: minorSchema,
    boundMinor: minorSchema,
  }),
  z.object({ kind: z.literal('quantity'), of: selector.nullable(), have: z.int(), atLeast: z.int() }),
  z.object({ kind: z.literal('contains'), of: selector, amountMinor: minorSchema }),
  z.object({ kind: z.literal('paymentMeans'), means: z.string() }),
  z.object({ kind: z.literal('activity'), activity: z.string() }),
]) satisfies z.ZodType<Reason>;

const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('beaten'), byOfferId: idTextSchema, byMinor: minorSchema }),
  z.object({
    kind: z.literal('excluded'),
    byOfferId: idTextSchema,
    rule: z.enum(['exclusiveGroup', 'notWith', 'alone', 'offersPerSaleMax']),
    byMinor: minorSchema,
  }),
  z.object({ kind: z.literal('usedUp'), scope: z.enum(['chain', 'store', 'till', 'member']) }),
  z.object({ kind: z.literal('declined') }),
  z.object({ kind: z.literal('addsNothing') }),
]);

const timedGrant = z.object({
  unit: z.enum(['points', 'walletCredit']),
  amount: z.int(),
  releaseAfterDays: z.int(),
  expireAfterDays: z.int().nullable(),
});

const itemGrant = z.object({
  kind: z.enum([
    'gift',
    'sample',
    'coupon',
    'raffleTicket',
    'stamp',
    'stampReward',
    'freeDelivery',
    'tierProgress',
  ]),
  refId: z.string().nullable(),
  count: z.int(),
  worthMinor: minorSchema,
  expireAfterDays: z.int().nullable(),
});

const cut = z.object({
  by: z.enum([
    'effectCap',
    'offerCap',
    'discountCap',
    'lineFloor',
    'linePrice',
    'saleMaximum',
    'chainBudget',
    'storeBudget',
    'tillBudget',
    'memberLimit',
    'basketLimit',
  ]),
  lostMinor: minorSchema,
});

const offerAnswer = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  effects: z.array(effect).readonly(),
  stackingMode: z.enum(['single', 'perLine', 'stackable', 'alone']),
  verdict,
  worthMinor: minorSchema,
  costMinor: minorSchema,
  discountMinor: minorSchema,
  walletCreditMinor: minorSchema,
  pointsEarned: pointsSchema,
  timed: z.array(timedGrant).readonly(),
  items: z.array(itemGrant).readonly(),
  cuts: z.array(cut).readonly(),
  reasons: z.array(reason).readonly(),
  endsAt: z.object({ localDate: isoDateSchema, time: z.string() }).nullable(),
  terms: localTextSchema.nullable(),
  reason: localTextSchema.nullable(),
}) satisfies z.ZodType<OfferAnswer>;

const missing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), of: selector.nullable(), missingMinor: minorSchema }),
  z.object({
    kind: z.literal('quantity'),
    of: selector.nullable(),
    missingPieces: z.int(),
    missingMinor: minorSchema.nullable(),
  }),
  z.object({ kind: z.literal('paymentMeans'), anyOf: z.array(z.string()).readonly() }),
]);

const nearMiss = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  effects: z.array(effect).readonly(),
  missing,
  gainMinor: minorSchema,
});

export const scoreResultSchema = z.object({
  engineVersion: z.int(),
  ruleSetHash: z.string(),
  currency: currencySchema,
  grossMinor: minorSchema,
  discountMinor: minorSchema,
  taxMinor: minorSchema,
  payableMinor: minorSchema,
  walletCreditMinor: minorSchema,
  pointsEarned: pointsSchema,
  worthMinor: minorSchema,
  bestWorthMinor: minorSchema,
  isProven: z.boolean(),
  gapMinor: minorSchema,
  lines: z
    .array(
      z.object({
        lineId: uuidSchema,
        grossMinor: minorSchema,
        discountMinor: minorSchema,
        netMinor: minorSchema,
        taxMinor: minorSchema,
      }),
    )
    .readonly(),
  offers: z.array(offerAnswer).readonly(),
  nearMisses: z.array(nearMiss).readonly(),
}) satisfies z.ZodType<ScoreResult>;

const failing = z.object({
  condition,
  have: z.int().nullable(),
  need: z.int().nullable(),
  isExcluding: z.boolean(),
}) satisfies z.ZodType<Failing>;

export const whyNotSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('matched'), answer: offerAnswer }),
  z.object({ kind: z.literal('failing'), failing }),
  z.object({ kind: z.literal('otherTrigger') }),
  z.object({ kind: z.literal('emptyBasket') }),
]) satisfies z.ZodType<WhyNot>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function hasKind(value: unknown): boolean {
  return isObject(value) && 'kind' in value;
}
