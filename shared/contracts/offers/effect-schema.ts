/** What an offer gives: points, credit, discounts and things. */

import { z } from 'zod';
import type { Effect } from '#shared/scoring/language/effect.ts';
import { basketGrossMinorMax, unitPriceMinorMax } from '#shared/domain/basket.ts';
import { minor } from '#shared/domain/money.ts';
import { itemOptions } from './item-schema.ts';
import { daysMax, stepsMax } from './offer-limits.ts';
import { selectorSchema } from './selector-schema.ts';
import { amountAboveZeroSchema, amountSchema, countAboveZeroSchema, shareSchema } from './words-schema.ts';

const on = selectorSchema.exactOptional();
const capMinor = amountSchema.exactOptional();
const terms = {
  releaseAfterDays: z
    .int()
    .min(0)
    .max(daysMax)
    .exactOptional()
    .meta({ description: 'Held back for so many days.' }),
  expireAfterDays: z
    .int()
    .min(1)
    .max(daysMax)
    .exactOptional()
    .meta({ description: 'Own expiry, counted from the release.' }),
};

const earningOptions = [
  z
    .strictObject({
      kind: z.literal('pointsPerAmount'),
      points: countAboveZeroSchema,
      perMinor: amountAboveZeroSchema,
      on,
      rounding: z.enum(['floor', 'halfUp', 'ceil']).exactOptional(),
      ...terms,
    })
    .meta({
      description: 'Points for each full step of an amount; other roundings also count a started step.',
    }),
  z
    .strictObject({
      kind: z.literal('pointsMultiplier'),
      factorBasisPoints: z.int().min(10_001).max(100_000),
      ...terms,
    })
    .meta({ description: 'Adds to the points of all applied pointsPerAmount: 20,000 doubles them.' }),
  z
    .strictObject({ kind: z.literal('bonusPoints'), points: countAboveZeroSchema, ...terms })
    .meta({ description: 'So many points.' }),
  z
    .strictObject({
      kind: z.literal('walletCreditPercent'),
      basisPoints: shareSchema,
      on,
      capMinor,
      ...terms,
    })
    .meta({ description: 'A share of the amount as wallet credit, at most the cap.' }),
  z
    .strictObject({ kind: z.literal('walletCreditFixed'), amountMinor: amountAboveZeroSchema, ...terms })
    .meta({ description: 'So much wallet credit.' }),
] as const;

const discountOptions = [
  z
    .strictObject({ kind: z.literal('discountPercent'), basisPoints: shareSchema, on, capMinor })
    .meta({ description: 'A share of the price off, at most the cap.' }),
  z
    .strictObject({ kind: z.literal('discountFixed'), amountMinor: amountAboveZeroSchema, on })
    .meta({ description: 'An amount off, spread over the lines meant.' }),
  z
    .strictObject({
      kind: z.literal('cheapestFree'),
      on,
      everyPieces: countAboveZeroSchema,
      freePieces: countAboveZeroSchema,
      timesMax: countAboveZeroSchema.exactOptional(),
    })
    .meta({ description: 'Of each full everyPieces the cheapest freePieces are free.' }),
  z
    .strictObject({
      kind: z.literal('fixedPrice'),
      on: selectorSchema,
      unitPriceMinor: z.int().min(0).max(unitPriceMinorMax).transform(minor),
    })
    .meta({ description: 'Each piece costs this; a cheaper one keeps its price.' }),
] as const;

const stepsHead = { kind: z.literal('steps'), by: z.enum(['amountMinor', 'quantity']), on, ...terms };
const stepsSchema = z
  .discriminatedUnion('gives', [
    z.strictObject({ ...stepsHead, gives: z.literal('discountMinor'), steps: stepsOf(basketGrossMinorMax) }),
    z.strictObject({ ...stepsHead, gives: z.literal('discountBasisPoints'), steps: stepsOf(10_000) }),
    z.strictObject({
      ...stepsHead,
      gives: z.literal('walletCreditMinor'),
      steps: stepsOf(basketGrossMinorMax),
    }),
    z.strictObject({ ...stepsHead, gives: z.literal('points'), steps: stepsOf(1_000_000) }),
  ])
  .meta({ description: 'Gives the value of the highest step reached, and nothing below the first.' });

function stepsOf(valueMax: number) {
  const step = z.strictObject({
    from: z.int().min(1).max(basketGrossMinorMax),
    value: z.int().min(1).max(valueMax),
  });
  return z.array(step).min(1).max(stepsMax);
}

export const effectSchema = z
  .discriminatedUnion('kind', [...earningOptions, ...discountOptions, stepsSchema, ...itemOptions])
  .meta({ id: 'Effect', description: 'What the offer gives.' }) satisfies z.ZodType<Effect>;
