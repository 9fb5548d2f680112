/** When an offer holds. */

import { z } from 'zod';
import type { Condition, LeafCondition } from '#shared/scoring/language/condition.ts';
import { audienceOptions } from './audience-schema.ts';
import {
  amountSchema,
  countAboveZeroSchema,
  dateSchema,
  endTimeSchema,
  timeSchema,
  weekdaySchema,
} from './words-schema.ts';
import { groupDepthMax, groupedConditionsMax } from './offer-limits.ts';
import {
  monthDaySchema,
  missingDaySchema,
  paymentMeansSchema,
  recurringCalendarSchema,
} from './occasion-schema.ts';
import { selectorSchema } from './selector-schema.ts';

const scheduleOptions = [
  z
    .strictObject({
      kind: z.literal('dates'),
      from: dateSchema,
      until: dateSchema,
      fromTime: timeSchema.exactOptional(),
      untilTime: endTimeSchema.exactOptional(),
    })
    .meta({
      description: 'Local dates, both included; from a time of the first to before a time of the last.',
    }),
  z
    .strictObject({ kind: z.literal('weekdays'), anyOf: z.array(weekdaySchema).min(1).max(7) })
    .meta({ description: 'On these days of the week.' }),
  z.strictObject({ kind: z.literal('hours'), from: timeSchema, until: endTimeSchema }).meta({
    description: 'From the first minute to before the last; past midnight when until is not after from.',
  }),
  z
    .strictObject({
      kind: z.literal('recurring'),
      calendar: recurringCalendarSchema,
      from: monthDaySchema,
      until: monthDaySchema,
      missingDay: missingDaySchema.exactOptional(),
    })
    .meta({
      description: 'Every year, both days included; over the end of the year when until is before from.',
    }),
] as const;

const basketOptions = [
  z
    .strictObject({
      kind: z.literal('amount'),
      of: selectorSchema.exactOptional(),
      bound: z.enum(['above', 'atLeast']),
      amountMinor: amountSchema,
    })
    .meta({ description: 'Price before discounts of the lines meant: above the bound, or at least it.' }),
  z
    .strictObject({
      kind: z.literal('quantity'),
      of: selectorSchema.exactOptional(),
      atLeast: countAboveZeroSchema,
    })
    .meta({ description: 'At least so many pieces of the lines meant.' }),
  z
    .strictObject({ kind: z.literal('contains'), of: selectorSchema })
    .meta({ description: 'At least one line is meant.' }),
  z
    .strictObject({ kind: z.literal('paymentMeans'), anyOf: z.array(paymentMeansSchema).min(1).max(10) })
    .meta({ description: 'Paid by one of these; holds for nobody while the means is not known.' }),
] as const;

export const leafConditionSchema = z
  .discriminatedUnion('kind', [...audienceOptions, ...scheduleOptions, ...basketOptions])
  .meta({ id: 'LeafCondition', description: 'A single condition.' }) satisfies z.ZodType<LeafCondition>;

/** A leaf, or up to `groupDepthMax` groups in each other: built level by level, so that no file can be deeper. */
export const conditionSchema = Array.from({ length: groupDepthMax }).reduce<z.ZodType<Condition>>(
  (child, _level, index) => withGroupsOf(child, index + 1),
  leafConditionSchema,
);

function withGroupsOf(child: z.ZodType<Condition>, depth: number): z.ZodType<Condition> {
  const of = z.array(child).min(1).max(groupedConditionsMax);
  const groups = [
    z.strictObject({ kind: z.literal('all'), of }).meta({ description: 'Each of them holds.' }),
    z.strictObject({ kind: z.literal('any'), of }).meta({ description: 'At least one of them holds.' }),
    z.strictObject({ kind: z.literal('none'), of }).meta({ description: 'None of them holds.' }),
  ] as const;
  const id = depth === groupDepthMax ? 'Condition' : `ConditionDepth${depth}`;
  return z.discriminatedUnion('kind', [leafConditionSchema, ...groups]).meta({ id });
}
