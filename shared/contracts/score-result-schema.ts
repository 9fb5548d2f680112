/** The scoring engine's answer on its way to the screen. */

import { z } from 'zod';
import type { ScoreResult } from '../scoring/score-result.ts';
import {
  currencySchema,
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  pointsSchema,
  uuidSchema,
} from './brands.ts';
import { effectSchema, stackingSchema } from './rule-set-schema.ts';

const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tier'), tierId: idTextSchema }),
  z.object({ kind: z.literal('productGroup'), groupId: idTextSchema, amountMinor: minorSchema }),
  z.object({ kind: z.literal('basketAmount'), amountMinor: minorSchema, boundMinor: minorSchema }),
  z.object({ kind: z.literal('visit'), visitNumber: z.int() }),
  z.object({ kind: z.literal('birthday'), daysAway: z.int() }),
  z.object({ kind: z.literal('dates'), until: isoDateSchema }),
]);

const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied') }),
  z.object({ kind: z.literal('beaten'), byOfferId: idTextSchema, byMinor: minorSchema }),
]);

const offerAnswer = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  effect: effectSchema,
  stacking: stackingSchema,
  verdict,
  worthMinor: minorSchema,
  discountMinor: minorSchema,
  walletCreditMinor: minorSchema,
  pointsEarned: pointsSchema,
  capped: z.boolean(),
  reasons: z.array(reason).readonly(),
});

const nearMiss = z.object({
  offerId: idTextSchema,
  name: localTextSchema,
  effect: effectSchema,
  missingMinor: minorSchema,
  worthMinor: minorSchema,
});

export const scoreResultSchema = z.object({
  engineVersion: z.int(),
  ruleSetHash: z.string(),
  currency: currencySchema,
  grossMinor: minorSchema,
  discountMinor: minorSchema,
  payableMinor: minorSchema,
  walletCreditMinor: minorSchema,
  pointsEarned: pointsSchema,
  lines: z
    .array(
      z.object({
        lineId: uuidSchema,
        grossMinor: minorSchema,
        discountMinor: minorSchema,
        netMinor: minorSchema,
      }),
    )
    .readonly(),
  offers: z.array(offerAnswer).readonly(),
  nearMisses: z.array(nearMiss).readonly(),
}) satisfies z.ZodType<ScoreResult>;
