/** Rule sets of the first version, as older files and kept versions have them; `upgradeRuleSet` makes them current. */

import { z } from 'zod';
import { basketGrossMinorMax } from '../domain/basket.ts';
import { minor } from '../domain/money.ts';
import { offersMax, pointMinorMax } from '../scoring/language/rule-set.ts';
import { currencySchema, idTextSchema, isoDateSchema, localTextSchema } from './brands.ts';

const countMax = 1_000_000;
const amount = z.int().min(0).max(basketGrossMinorMax).transform(minor);
const amountAboveZero = z.int().min(1).max(basketGrossMinorMax).transform(minor);
const basisPoints = z.int().min(1).max(10_000);
const on = z.enum(['basket', 'matchingLines']);

const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tier'), anyOf: z.array(idTextSchema).min(1).max(100) }),
  z.strictObject({ kind: z.literal('productGroup'), anyOf: z.array(idTextSchema).min(1).max(1_000) }),
  z.strictObject({
    kind: z.literal('basketAmount'),
    bound: z.enum(['above', 'atLeast']),
    amountMinor: amount,
  }),
  z.strictObject({ kind: z.literal('earlierVisits'), atLeast: z.int().min(0).max(countMax) }),
  z.strictObject({
    kind: z.literal('birthday'),
    daysBefore: z.int().min(0).max(182),
    daysAfter: z.int().min(0).max(182),
  }),
  z
    .strictObject({ kind: z.literal('dates'), from: isoDateSchema, until: isoDateSchema })
    .refine(({ from, until }) => from <= until, {
      path: ['until'],
      message: 'the last day is before the first',
    }),
]);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pointsPerAmount'),
    points: z.int().min(1).max(countMax),
    perMinor: amountAboveZero,
    on,
  }),
  z.strictObject({ kind: z.literal('bonusPoints'), points: z.int().min(1).max(countMax) }),
  z.strictObject({
    kind: z.literal('walletCreditPercent'),
    basisPoints,
    on,
    capMinor: amount.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('discountPercent'), basisPoints, on, capMinor: amount.exactOptional() }),
  z.strictObject({ kind: z.literal('discountFixed'), amountMinor: amountAboveZero, on }),
]);

const offer = z.strictObject({
  offerId: idTextSchema,
  name: localTextSchema,
  conditions: z.array(condition).max(20),
  effect,
  stacking: z.enum(['single', 'stackable']),
});

export const ruleSetV1Schema = z.strictObject({
  schemaVersion: z.literal(1),
  ruleSetId: idTextSchema,
  currency: currencySchema,
  calendar: z.enum(['gregorian', 'persian']),
  valuation: z.strictObject({
    walletCreditBasisPoints: z.int().min(0).max(100_000),
    pointMinor: z.int().min(0).max(pointMinorMax).transform(minor),
  }),
  offers: z.array(offer).max(offersMax),
});

export type RuleSetV1 = z.output<typeof ruleSetV1Schema>;
