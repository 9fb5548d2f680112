/** To whom an offer is made. */

import { z } from 'zod';
import type { AudienceCondition } from '#shared/scoring/language/condition.ts';
import { idTextSchema } from '../brands.ts';
import { windowDaysMax } from './offer-limits.ts';
import { missingDaySchema, recurringCalendarSchema } from './occasion-schema.ts';
import {
  amountSchema,
  countAboveZeroSchema,
  countSchema,
  idListSchema,
  periodSchema,
  shareSchema,
} from './words-schema.ts';

const range = { atLeast: countSchema, atMost: countSchema.exactOptional() };
const windowDays = z.int().min(0).max(windowDaysMax);

const listed = [
  z.strictObject({ kind: z.literal('member') }).meta({ description: 'Anybody who is a member.' }),
  z
    .strictObject({ kind: z.literal('tier'), anyOf: idListSchema })
    .meta({ description: 'The member stands in one of these tiers.' }),
  z
    .strictObject({ kind: z.literal('segment'), anyOf: idListSchema })
    .meta({ description: 'The member belongs to one of these segments.' }),
  z
    .strictObject({ kind: z.literal('memberTag'), anyOf: idListSchema })
    .meta({ description: 'The member carries one of these tags.' }),
  z
    .strictObject({ kind: z.literal('store'), anyOf: idListSchema })
    .meta({ description: 'In one of these stores.' }),
  z
    .strictObject({ kind: z.literal('storeGroup'), anyOf: idListSchema })
    .meta({ description: 'In a store of one of these groups of the rule set.' }),
  z
    .strictObject({ kind: z.literal('consent'), allOf: idListSchema })
    .meta({ description: 'The member consented to each of these, such as sms.' }),
] as const;

const experimental = [
  z
    .strictObject({ kind: z.literal('arm'), experimentId: idTextSchema, anyOf: idListSchema })
    .meta({ description: 'The member fell into one of these arms of the experiment.' }),
  z
    .strictObject({ kind: z.literal('rollout'), experimentId: idTextSchema, basisPoints: shareSchema })
    .meta({ description: 'The first so many of all members, the same ones while the share grows.' }),
] as const;

const historical = [
  z
    .strictObject({ kind: z.literal('earlierVisits'), ...range })
    .meta({ description: 'Finished purchases before this one: 10 to 10 is the 11th purchase.' }),
  z.strictObject({ kind: z.literal('firstPurchase') }).meta({ description: 'No purchase before this one.' }),
  z
    .strictObject({ kind: z.literal('daysSinceLastVisit'), ...range })
    .meta({ description: 'Whole days since the last purchase; never holds before the first.' }),
  z
    .strictObject({
      kind: z.literal('purchases'),
      measure: z.enum(['spentMinor', 'visits']),
      period: periodSchema,
      atLeast: amountSchema,
      atMost: amountSchema.exactOptional(),
    })
    .meta({
      description: 'Earlier purchases within the period, counted or summed; this sale does not count.',
    }),
  z.strictObject({ kind: z.literal('referred') }).meta({ description: 'Was brought by another member.' }),
  z
    .strictObject({ kind: z.literal('referrer'), atLeast: countAboveZeroSchema })
    .meta({ description: 'Brought at least so many members who have bought.' }),
] as const;

const yearly = z
  .strictObject({
    kind: z.literal('effectiveDate'),
    dateKind: idTextSchema,
    daysBefore: windowDays,
    daysAfter: windowDays,
    calendar: recurringCalendarSchema.exactOptional(),
    missingDay: missingDaySchema.exactOptional(),
  })
  .meta({
    description: "Around a yearly date of the member: birthday, wedding, familyBirthday, or the owner's own.",
  });

export const audienceOptions = [...listed, ...experimental, ...historical, yearly] as const;

/** Fails to compile when an option and the language part. */
z.discriminatedUnion('kind', audienceOptions) satisfies z.ZodType<AudienceCondition>;
